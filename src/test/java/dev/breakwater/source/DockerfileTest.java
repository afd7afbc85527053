package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Setting;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DockerfileTest {
  @Test
  void theLastUserOfTheLastStageDecides() {
    assertThat(user("FROM a\nUSER root\nFROM b\nUSER 0\nRUN x\nuser  65532:65532  \nCMD x\n"))
        .contains(Setting.of("65532:65532"));
    assertThat(user("FROM a\nUSER 65532\nFROM b\n")).isEmpty();
    assertThat(user("FROM a\r\nUSER app\r\n")).contains(Setting.of("app"));
  }

  @Test
  void saysTheLine() {
    assertThat(user("# base\n\nFROM a\nUSER 7\n").orElseThrow().location().line()).isEqualTo(4);
  }

  @Test
  void aStageHasTheUserOfTheStageThatItBeginsFrom() {
    assertThat(user("FROM a AS base\nUSER 7\nFROM b AS build\nFROM BASE\nRUN x\n"))
        .contains(Setting.of("7"));
    assertThat(user("FROM --platform=linux/amd64 a as base\nUSER 7\nFROM base AS end\nUSER 8\n"))
        .contains(Setting.of("8"));
  }

  @Test
  void theTargetIsBuiltWhereThereIsOne() {
    String text = "FROM a AS one\nUSER 1\nFROM b AS two\nUSER 2\n";
    assertThat(Dockerfile.user(text, "Dockerfile", "one")).contains(Setting.of("1"));
    assertThat(Dockerfile.user(text, "Dockerfile", "TWO")).contains(Setting.of("2"));
    assertThat(Dockerfile.user(text, "Dockerfile", "0")).contains(Setting.of("1"));
    assertThat(Dockerfile.user(text, "Dockerfile", "three")).isEmpty();
  }

  @Test
  void anImageOfNothingRunsAsRoot() {
    assertThat(user("FROM scratch\nCOPY a /a\n")).contains(Setting.of("root"));
  }

  @Test
  void whatIsNotLiteralIsUnknown() {
    assertThat(user("ARG U=7\nFROM a\nUSER $U\n")).isEmpty();
    assertThat(user("FROM a\nUSER 7\nUSER ${U:-0}\n")).isEmpty();
    assertThat(user("FROM a\nUSER \"7\"\n")).isEmpty();
    assertThat(user("FROM a\nUSER 7 8\n")).isEmpty();
    assertThat(user("ARG B\nFROM $B\nRUN x\n")).isEmpty();
    assertThat(user("FROM a AS x\nUSER 7\nFROM ${B}\n")).isEmpty();
  }

  @Test
  void aWordInAContinuedLineIsNoInstruction() {
    assertThat(user("FROM a\nUSER 7\nRUN echo \\\nUSER root\n")).contains(Setting.of("7"));
    assertThat(user("FROM a\nUSER 7\nRUN echo \\\n# USER 8\n\nUSER root\n"))
        .contains(Setting.of("7"));
    assertThat(user("# escape=`\nFROM a\nUSER 7\nRUN dir c:\\\nUSER 8\n"))
        .contains(Setting.of("8"));
    assertThat(user("FROM a\nUSER \\\n 9\n")).contains(Setting.of("9"));
  }

  @Test
  void aWordInAHeredocIsNoInstruction() {
    assertThat(user("FROM a\nUSER 7\nRUN <<EOF\nUSER root\nFROM b\nEOF\n"))
        .contains(Setting.of("7"));
    assertThat(user("FROM a\nUSER 7\nCOPY <<-\"A\" <<B /x/\nUSER 1\nA\nUSER 2\nB\nUSER 8\n"))
        .contains(Setting.of("8"));
    assertThat(user("FROM a\nUSER 7\nRUN echo $((1 <<TWO))\nUSER 8\n")).contains(Setting.of("8"));
  }

  @Test
  void aSyntaxOfSomebodyElseIsUnknown() {
    assertThat(user("# syntax=example.org/mine\nFROM a\nUSER 7\n")).isEmpty();
    assertThat(user("# syntax=docker/dockerfile:1\nFROM a\nUSER 7\n")).contains(Setting.of("7"));
  }

  @Test
  void aFileWithoutAStageSaysNothing() {
    assertThat(user("")).isEmpty();
    assertThat(user("USER 7\n")).isEmpty();
  }

  private static Optional<Setting<String>> user(String text) {
    return Dockerfile.user(text, "Dockerfile", "");
  }
}
