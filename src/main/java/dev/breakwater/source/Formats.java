package dev.breakwater.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import org.yaml.snakeyaml.LoaderOptions;

/** The streams of JSON and YAML, whose limits are those of {@link Parser} alone. */
final class Formats {
  private static final StreamReadConstraints NO_OTHER_LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .maxNumberLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .build();
  private static final JsonFactory JSON =
      JsonFactory.builder().streamReadConstraints(NO_OTHER_LIMITS).build();

  /** Neither a comment nor a trailing comma changes what the rest means. */
  private static final JsonFactory JSON_WITH_COMMENTS =
      JsonFactory.builder()
          .streamReadConstraints(NO_OTHER_LIMITS)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private Formats() {}

  static JsonParser json(String text) throws IOException {
    return JSON.createParser(text);
  }

  static JsonParser jsonWithComments(String text) throws IOException {
    return JSON_WITH_COMMENTS.createParser(text);
  }

  /** Apart, so that reading JSON loads nothing of YAML. */
  static JsonParser yaml(String text) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    return new YamlStreams(
            YAMLFactory.builder().loaderOptions(options).streamReadConstraints(NO_OTHER_LIMITS))
        .createParser(text);
  }
}
