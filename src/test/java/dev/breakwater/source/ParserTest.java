package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.breakwater.model.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ParserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "no",
        "on",
        "010",
        "0x10",
        "0b1",
        "1_000",
        "1e3",
        ".5",
        "1.0",
        "2010-09-09",
        "10:10",
        "True",
        "FALSE",
        "+1",
        "-0",
        "0o17",
        "1:2:3",
        ".inf",
        "12345678901234567890123"
      })
  void keepsTheUsersTextOfAYamlScalar(String text) throws Exception {
    assertThat(Parser.parse("a: " + text, "f").entry("a"))
        .isEqualTo(new Node.Text(text, new Location("f", "", 1, 4)));
    assertThat(Parser.parse("a: '" + text + "'", "f").entry("a"))
        .isEqualTo(new Node.Text(text, new Location("f", "", 1, 4)));
  }

  @Test
  void keepsTheUsersTextOfAJsonNumber() throws Exception {
    assertThat(Parser.parse("{\"a\": 1.50e2}", "f").entry("a"))
        .isEqualTo(new Node.Text("1.50e2", new Location("f", "", 1, 7)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: ~, b: 1", "a: null, b: 1", "'a': null, 'b': 1"})
  void leavesOutWhatIsNullButForWhatWouldBeAResource(String entries) throws Exception {
    Node deep = Parser.parse("r: {s: {" + entries + "}}", "f");
    assertThat(((Node.Fields) deep.entry("r").entry("s")).entries()).containsOnlyKeys("b");
    Node section = Parser.parse("r: {" + entries + "}", "f");
    assertThat(((Node.Fields) section.entry("r")).entries().get("a"))
        .isInstanceOf(Node.Nothing.class);
  }

  @Test
  void keepsAnEmptyText() throws Exception {
    assertThat(Parser.parse("a: ''", "f").entry("a")).isInstanceOf(Node.Text.class);
    // CloudFormation refuses it; as a text it is unknown wherever a list or a boolean is wanted.
    assertThat(Parser.parse("a:\nb: 1", "f").entry("a")).isInstanceOf(Node.Text.class);
  }

  @Test
  void knowsLineAndColumnOfEachValueInJson() throws Exception {
    Node root = Parser.parse("{\n  \"a\": [\n    true,\n    {\"b\": \"x\"}\n  ]\n}", "f");
    Node.Items list = (Node.Items) root.entry("a");
    assertThat(root.location()).hasToString("f:1:1");
    assertThat(list.location()).hasToString("f:2:8");
    assertThat(list.items().get(0).location()).hasToString("f:3:5");
    assertThat(list.items().get(1).entry("b").location()).hasToString("f:4:11");
  }

  @Test
  void knowsLineAndColumnOfEachValueInYaml() throws Exception {
    Node root = Parser.parse("# comment\na:\n  - true\n  - b: x\n    c: |\n      text\n", "f");
    Node.Items list = (Node.Items) root.entry("a");
    assertThat(list.items().get(0).location()).hasToString("f:3:5");
    assertThat(list.items().get(1).entry("b").location()).hasToString("f:4:8");
    assertThat(list.items().get(1).entry("c").location()).hasToString("f:5:8");
  }

  @Test
  void takesTabIndentedJson() throws Exception {
    assertThat(Parser.parse("\t{\n\t\t\"a\":\t1\n\t}\n", "f").entry("a").location())
        .hasToString("f:2:8");
  }

  @Test
  void writesShortTagsInTheLongForm() throws Exception {
    assertThat(((Node.Fields) Parser.parse("a: !Sub x", "f").entry("a")).entries())
        .containsOnlyKeys("Fn::Sub");
    assertThat(((Node.Fields) Parser.parse("a: !Ref x", "f").entry("a")).entries())
        .containsOnlyKeys("Ref");
    Node.Items attribute =
        (Node.Items)
            Parser.parse("a: !GetAtt Db.Endpoint.Port", "f").entry("a").entry("Fn::GetAtt");
    assertThat(attribute.items())
        .extracting(part -> ((Node.Text) part).text())
        .containsExactly("Db", "Endpoint.Port");
    Node nested = Parser.parse("a: !If [c, !Ref b, !Base64 {Fn::Sub: x}]", "f").entry("a");
    assertThat(((Node.Items) nested.entry("Fn::If")).items().get(2).entry("Fn::Base64"))
        .isInstanceOf(Node.Fields.class);
  }

  @Test
  void resolvesAliasesAndMergeKeys() throws Exception {
    Node root =
        Parser.parse(
            "base: &b {user: '1', cpu: 2}\na: {<<: *b, cpu: 3}\nc: *b\nd: {<<: [*b, {e: 1}]}", "f");
    assertThat(root.entry("a").entry("user")).isInstanceOf(Node.Text.class);
    assertThat(((Node.Text) root.entry("a").entry("cpu")).text()).isEqualTo("3");
    assertThat(root.entry("c")).isEqualTo(root.entry("base"));
    assertThat(((Node.Fields) root.entry("d")).entries()).containsOnlyKeys("user", "cpu", "e");
  }

  @Test
  void takesAnAliasForTheSingleValueOfItsAnchor() throws UnreadableSourceException {
    Node root =
        Parser.parse("a: &image \"nginx\"\nb: *image\nc: &n !Ref X\nd: [*n, *image]\n", "f");

    assertThat(((Node.Text) root.entry("b")).text()).isEqualTo("nginx");
    assertThat(((Node.Items) root.entry("d")).items())
        .containsExactly(root.entry("c"), root.entry("a"));
  }

  @Test
  void refusesWhatIsBrokenAndSaysWhere() {
    refuses("{\"a\": 1,\n \"a\": 2}", "f:2:2: the key a is written twice");
    refuses("a: 1\nb: 2\na: 3", "f:3:1: the key a is written twice");
    refuses("", "f:1:1: nothing is written");
    refuses(" \n# only a comment\n", "f:1:1: nothing is written");
    refuses("a: *b", "f:1:4: the alias *b has no anchor before it");
    refuses("a: &a [*a]", "f:1:8: the alias *a has no anchor before it");
    refuses("a: {<<: 1}", "f:1:9: << wants an object or a list of objects, got a single value");
    refuses("a: !binary aGk=", "f:1:4: the tag !binary is none that CloudFormation takes");
    refuses("a: !Env X", "f:1:4: the tag !Env is none that CloudFormation takes");
    refuses("a: !!binary aGk=", "f:1:4: the tag !!binary is none that CloudFormation takes");
    refuses("a: 1\n---\nb: 1", "f:3:1: a second document begins here; wanted one");
    refuses("{} {}", "f:1:4: a second document begins here; wanted one");
    refuses("a: [1", "f:1:6: not valid YAML: expected ',' or ']', but got <stream end>");
    refuses("a:\n\tb: 1", "f:2:1: not valid YAML: found character '\\t(TAB)'");
    refuses("? [a]\n: 1", "f:1:4: not valid YAML: a key that is not a single value");
    refuses("a: \u0001", "not valid YAML: special characters are not allowed");
    refuses("{\"a\": }", "f:1:7: not valid JSON: Unexpected character ('}' (code 125))");
    refuses("{\"a\": [1", "f:1:9: not valid JSON: Unexpected end-of-input");
    refuses("{\"a\": \"\u0001\"}", "f:1:8: not valid JSON: Illegal unquoted character");
  }

  @Test
  void neverQuotesWhatMayBeASecret() {
    refuses("{\"PASSWORD\": hunter2}", "f:1:14: not valid JSON: ");
    assertThatExceptionOfType(UnreadableSourceException.class)
        .isThrownBy(() -> Parser.parse("{\"PASSWORD\": hunter2}", "f"))
        .withMessageNotContaining("hunter2");
    assertThatExceptionOfType(UnreadableSourceException.class)
        .isThrownBy(() -> Parser.parse("PASSWORD: 'hunter2", "f"))
        .withMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "- ", "? ", "[{\"a\":"})
  void refusesTenThousandLevels(String level) {
    assertThatExceptionOfType(UnreadableSourceException.class)
        .isThrownBy(() -> Parser.parse(level.repeat(10_000), "f"));
    refuses("[".repeat(10_000), "f:1:102: nested deeper than 100 levels");
    refuses("a: " + "[".repeat(10_000), "nested deeper than 100 levels");
  }

  @Test
  void refusesAnAliasBomb() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++) {
      String before = "*a" + (i - 1);
      bomb.append(
          "a"
              + i
              + ": &a"
              + i
              + " ["
              + String.join(", ", java.util.Collections.nCopies(10, before))
              + "]\n");
    }
    refuses(bomb.toString(), "the aliases stand for more values than any template holds");
  }

  @Test
  void readsFarMoreThanAnyTemplateHolds() throws Exception {
    String line = "- {name: a, value: 'some text of a usual length, no more than this'}\n";
    assertThat(((Node.Items) Parser.parse(line.repeat(60_000), "f")).items()).hasSize(60_000);
  }

  private static void refuses(String text, String sentence) {
    assertThatExceptionOfType(UnreadableSourceException.class)
        .as(text.substring(0, Math.min(40, text.length())))
        .isThrownBy(() -> Parser.parse(text, "f"))
        .withMessageContaining(sentence);
  }
}
