package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.breakwater.model.Container;
import dev.breakwater.model.Inventory;
import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import dev.breakwater.model.Values;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {
  private static final String TASK =
      "{\"family\": \"web\", \"containerDefinitions\": [{\"name\": \"app\", \"image\": \"x\"}]}";

  @TempDir private Path folder;

  @Test
  void knowsATaskDefinitionByItsContent() throws Exception {
    Inventory bare = read(TASK);
    assertThat(read("{\"taskDefinition\": " + TASK + ", \"tags\": []}")).isEqualTo(bare);
    assertThat(read("\uFEFF" + TASK)).isEqualTo(bare);
    assertThat(read("family: web\ncontainerDefinitions: [{name: app, image: x}]\n"))
        .isEqualTo(bare);
    assertThat(bare.taskDefinitions().get(0).resource()).isEqualTo("web");
  }

  @Test
  void knowsABareListOfContainers() throws Exception {
    Inventory inventory = read("[{\"name\": \"app\", \"image\": \"x\"}]");
    assertThat(inventory.taskDefinitions().get(0).resource()).isEqualTo("f");
    assertThat(inventory.taskDefinitions().get(0).containers().known()).hasSize(1);
  }

  @Test
  void knowsATemplateByItsContent() throws Exception {
    assertThat(read("Resources: {B: {Type: AWS::S3::Bucket}}")).isEqualTo(Inventory.EMPTY);
    assertThat(read("{\"Resources\": {\"B\": {\"Type\": \"AWS::S3::Bucket\"}}}"))
        .isEqualTo(Inventory.EMPTY);
  }

  @Test
  void refusesWhatIsNoneOfThem() throws Exception {
    refuses("{}", "none of what is read");
    refuses("a: b", "none of what is read");
    refuses("just text", "none of what is read");
    refuses("[]", "none of what is read");
    refuses("[1, 2]", "none of what is read");
    refuses("{\"Resources\": []}", "none of what is read");
    refuses("{\"taskDefinition\": \"web:1\"}", "none of what is read");
    refuses("", ":1:1: nothing is written");
  }

  @Test
  void refusesWhatIsNotUtf8() throws Exception {
    refuses(TASK.getBytes(StandardCharsets.UTF_16LE), ":1:2: the control character U+0000");
    refuses(
        "a: b\nc: \u00e4".getBytes(StandardCharsets.ISO_8859_1),
        ":2:4: not UTF-8; wanted text in UTF-8");
    refuses(
        "{\"a\":\n\"\0\"}".getBytes(StandardCharsets.UTF_8), ":2:2: the control character U+0000");
    refuses(new byte[] {(byte) 0xC3}, ":1:1: not UTF-8; wanted text in UTF-8");
  }

  @Test
  void readsUtf16WithAMarkAsPowerShellWritesIt() throws Exception {
    for (String charset : new String[] {"UTF-16", "x-UTF-16LE-BOM"}) {
      Path file = Files.write(folder.resolve("f"), TASK.getBytes(Charset.forName(charset)));
      assertThat(SourceFile.read(file).inventory()).isEqualTo(read(TASK));
    }
    refuses(
        new byte[] {(byte) 0xFF, (byte) 0xFE, 0x00, (byte) 0xD8, 'a', 0},
        ":1:1: not UTF-16; wanted text in UTF-8");
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThatExceptionOfType(UnreadableSourceException.class)
        .isThrownBy(() -> SourceFile.read(folder.resolve("none")))
        .withMessage(folder.resolve("none") + ": no such file");
    assertThatExceptionOfType(UnreadableSourceException.class)
        .isThrownBy(() -> SourceFile.read(folder))
        .withMessageContaining("a folder without manifest.json");
    assertThatExceptionOfType(UnreadableSourceException.class)
        .isThrownBy(() -> Template.read(folder))
        .withMessageContaining("is a folder; wanted a file");
  }

  @Test
  void readsContainersThatAreATextOfJson() throws Exception {
    Inventory inventory =
        read("{\"containerDefinitions\":\n\"[{\\\"name\\\": \\\"app\\\", \\\"user\\\": 7}]\"}");
    Container container =
        inventory.taskDefinitions().get(0).containers().known().findFirst().orElseThrow();
    assertThat(container.user()).isEqualTo(Setting.of("7"));
    assertThat(container.user().location().line()).isEqualTo(2);
    assertThat(container.privileged().location().line()).isEqualTo(2);
  }

  @Test
  void aBrokenTextOfContainersIsUnresolvedAndNeverEmpty() throws Exception {
    assertThat(containers("[{\\\"name\\\": }]"))
        .isEqualTo(
            new Values.Unresolved<>(
                "a text that cannot be read as a list of container definitions: not valid JSON:"
                    + " Unexpected character ('}' (code 125)): expected a value, at line 1,"
                    + " column 11 of the text",
                Location.NOWHERE));
    assertThat(containers("")).isInstanceOf(Values.Unresolved.class);
    assertThat(containers("{}"))
        .isEqualTo(
            new Values.Unresolved<>(
                "a text that holds an object where a list was wanted", Location.NOWHERE));
    assertThat(containers("[".repeat(10_000))).isInstanceOf(Values.Unresolved.class);
  }

  @Test
  void aPropertyThatIsWrittenInTwoSpellingsIsUnresolved() throws Exception {
    Inventory inventory =
        read("{\"containerDefinitions\": [{\"Privileged\": false, \"privileged\": true}]}");
    assertThat(
            inventory
                .taskDefinitions()
                .get(0)
                .containers()
                .known()
                .findFirst()
                .orElseThrow()
                .privileged())
        .isEqualTo(
            new Setting.Unresolved<>(
                "privileged, which is written twice, as Privileged and privileged",
                Location.NOWHERE));
  }

  private Values<Container> containers(String json) throws Exception {
    return read("{\"containerDefinitions\": \"" + json + "\"}")
        .taskDefinitions()
        .get(0)
        .containers();
  }

  private Inventory read(String text) throws Exception {
    return SourceFile.read(Files.writeString(folder.resolve("f"), text)).inventory();
  }

  private void refuses(String text, String sentence) throws Exception {
    refuses(text.getBytes(StandardCharsets.UTF_8), sentence);
  }

  private void refuses(byte[] bytes, String sentence) throws Exception {
    Path file = Files.write(folder.resolve("f"), bytes);
    assertThatExceptionOfType(UnreadableSourceException.class)
        .isThrownBy(() -> SourceFile.read(file))
        .withMessageStartingWith(file.toString())
        .withMessageContaining(sentence);
  }
}
