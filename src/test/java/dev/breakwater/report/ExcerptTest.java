package dev.breakwater.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In each case the offending value begins at the mark ¦, which is not part of the line. */
class ExcerptTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`      Privileged: ¦true` | Privileged: <true>",
        "`      Privileged: ¦true  # why` | Privileged: <true>  # why",
        "`  \"Privileged\": ¦true,` | \"Privileged\": <true>,",
        "`  User: ¦\"0:0\"` | User: <\"0:0\">",
        "`   - ¦SYS_ADMIN` | - <SYS_ADMIN>",
        "`   ¦\"SYS_ADMIN\",` | <\"SYS_ADMIN\">,",
        "`  Add: [SYS_PTRACE, ¦SYS_ADMIN, KILL]` | Add: [SYS_PTRACE, <SYS_ADMIN>, KILL]",
        "`  Drop: ¦[NET_RAW]` | Drop: <[>NET_RAW]",
        "`  Privileged: !If [Prod, false, ¦true]` | Privileged: !If [Prod, false, <true>]",
        "`  User: ¦!ImportValue ShopUser` | User: <!ImportValue ShopUser>",
        "`   - ¦Name: app` | - <Name>: app",
        "`   - ¦Environment:` | - <Environment>:",
        "`  Devices: ¦[{HostPath: /dev/sda}]` | Devices: <[>{ …",
        "`  o: ¦bind` | o: <bind>",
        "`  Image: ¦nginx:1.29` | Image: <nginx:1.29>",
        "`  \"image\": ¦\"busybox:1.36\",` | \"image\": <\"busybox:1.36\">,",
        "`  TaskRoleArn: ¦arn:aws:iam::123456789012:role/web` | TaskRoleArn: <arn:aws:iam::123456789012:role/web>",
      })
  void showsTheKeyAndTheValue(String marked, String shown) {
    assertThat(excerpt(marked)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`- {Name: DB_PASSWORD, Value: hunter2, X: ¦1}` | … X: <1>}",
        "`{\"environment\":[{\"name\":\"A\",\"value\":\"hunter2\"}],\"privileged\":¦true,\"user\":\"root\"}`"
            + " | … \"privileged\":<true> …",
        "`  Value: ¦hunter2` | Value: <…>",
        "`  - ¦Command: [--password, hunter2]` | - <Command>: …",
        "`  - ¦Value: hunter2` | - <Value>: …",
        "`  Command: ¦[--password, hunter2]` | Command: <[> …",
        "`  ¦splunk-token: hunter2` | <splunk-token>: …",
        "`  ContainerDefinitions: ¦'[{\"name\":\"app\",\"value\":\"hunter2\"}]'` | ContainerDefinitions: <…>",
        "`  ContainerDefinitions: ¦\"[{\\\"name\\\":\\\"hunter2\\\"}]\"` | ContainerDefinitions: <…>",
        "`  UserData: ¦'export PASSWORD=hunter2'` | UserData: <…>",
        "`  Image: ¦https://me:hunter2@registry/app` | Image: <…>",
      })
  void showsNothingThatStandsAround(String marked, String shown) {
    assertThat(excerpt(marked)).isEqualTo(shown).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource({"'   ¦{'", "'  - ¦[ '", "'}¦'", "'¦'", "'  - ¦{Name: DB, Value: hunter2}'"})
  void aBracketAloneSaysNothing(String marked) {
    int mark = marked.indexOf('¦');
    assertThat(Excerpt.of(marked.replace("¦", ""), mark + 1)).isEmpty();
  }

  @Test
  void aPlaceBehindTheLineIsNotShown() {
    assertThat(Excerpt.of("User: root", 200)).isEmpty();
  }

  @Test
  void aLineOfTenMegabytesIsCutAroundTheValue() {
    String around = "\"x\":[" + "\"hunter2\",".repeat(1_000_000) + "1],";
    assertThat(excerpt("{" + around + "\"Privileged\":¦true," + around + "\"z\":1}"))
        .isEqualTo("… \"Privileged\":<true> …");
    assertThat(excerpt("{" + around + "¦true," + around)).isEqualTo("… <true> …");
    assertThat(excerpt("User: ¦" + "x".repeat(10_000_000))).isEqualTo("User: <…>");
  }

  @Test
  void controlCharactersAreWrittenAsEscapes() {
    assertThat(excerpt("User: ¦ro\u001b[2Jot\u202e\u009b # \u0007"))
        .isEqualTo("User: <ro\\u001b[2Jot\\u202e\\u009b> # \\u0007");
    assertThat(excerpt("\tUser:\t¦root")).isEqualTo("User: <root>");
  }

  private static String excerpt(String marked) {
    int mark = marked.indexOf('¦');
    Excerpt excerpt = Excerpt.of(marked.replaceFirst("¦", ""), mark + 1).orElseThrow();
    int from = excerpt.column() - 1;
    int to = from + excerpt.length();
    return excerpt.text().substring(0, from)
        + "<"
        + excerpt.text().substring(from, to)
        + ">"
        + excerpt.text().substring(to);
  }
}
