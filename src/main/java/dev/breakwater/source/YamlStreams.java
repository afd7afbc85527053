package dev.breakwater.source;

import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactoryBuilder;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Streams of YAML that say the anchor of a single value too: Jackson's own know those of lists and
 * objects only, and so cannot tell what {@code *image} stands for behind {@code Image: &image
 * nginx}.
 */
final class YamlStreams extends YAMLFactory {
  private static final long serialVersionUID = 1L;

  YamlStreams(YAMLFactoryBuilder builder) {
    super(builder);
  }

  @Override
  protected YAMLParser _createParser(Reader text, IOContext context) {
    return new YAMLParser(
        context, _parserFeatures, _yamlParserFeatures, _loaderOptions, _objectCodec, text) {
      @Override
      public String getObjectId() throws IOException {
        return _lastEvent instanceof ScalarEvent value ? value.getAnchor() : super.getObjectId();
      }
    };
  }
}
