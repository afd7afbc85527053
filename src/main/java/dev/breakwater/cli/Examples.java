package dev.breakwater.cli;

import dev.breakwater.model.Inventory;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.Rule;
import dev.breakwater.report.Example;
import dev.breakwater.source.Template;
import dev.breakwater.source.UnreadableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What each rule fails, in the template that fails every rule. */
final class Examples {
  private final String template;
  private final Inventory careless;

  Examples() {
    try (InputStream file = Examples.class.getResourceAsStream("careless.yaml")) {
      template = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      careless = Template.parse(template, "careless.yaml");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UnreadableSourceException e) {
      throw new IllegalStateException("our own example", e);
    }
  }

  Example of(Rule rule) {
    return Example.of(new Policy(List.of(rule)).judge(careless).findings().get(0), template);
  }
}
