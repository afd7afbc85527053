package dev.breakwater.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenParametersTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"ParameterKey\": \"Env\", \"ParameterValue\": \"prod\"},"
            + " {\"ParameterKey\": \"Count\", \"ParameterValue\": 2}]",
        "[\"Env=prod\", \"Count=2\"]",
        "{\"Parameters\": {\"Env\": \"prod\", \"Count\": 2}, \"Tags\": {\"a\": \"b\"}}",
        "{\"Env\": \"prod\", \"Count\": 2}",
        "Env: prod\nCount: 2\n",
      })
  void readsEveryFormOfTheAwsCli(String text) throws Exception {
    assertThat(read(text)).isEqualTo(Map.of("Env", Setting.of("prod"), "Count", Setting.of("2")));
  }

  @Test
  void aPreviousValueIsUnresolvedWhateverTheDefaultIs() throws Exception {
    Setting<String> value =
        read("[{\"ParameterKey\": \"Env\", \"UsePreviousValue\": true}]").get("Env");
    assertThat(value).isInstanceOf(Setting.Unresolved.class);
  }

  @Test
  void aListIsTheTextThatCloudFormationTakes() throws Exception {
    assertThat(read("{\"Subnets\": [\"a\", \"b\"]}"))
        .isEqualTo(Map.of("Subnets", Setting.of("a,b")));
  }

  @Test
  void aValueMayHoldAnEqualsSign() throws Exception {
    assertThat(read("[\"Key=a=b\", \"Empty=\"]"))
        .isEqualTo(Map.of("Key", Setting.of("a=b"), "Empty", Setting.of("")));
  }

  @Test
  void aValueStandsWhereItIsWritten() throws Exception {
    Setting<String> value = read("{\n  \"Env\": \"prod\"\n}").get("Env");
    assertThat(value.location())
        .isEqualTo(new Location(folder.resolve("p.json").toString(), "", 2, 10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1]|1:2: an item of a list of parameters is an object with ParameterKey and"
            + " ParameterValue, or Name=value, got a single value without them",
        "[{\"ParameterValue\": \"x\"}]|1:2: an item of a list of parameters is an object with"
            + " ParameterKey and ParameterValue, or Name=value, got an object without them",
        "[{\"ParameterKey\": \"A\"}]|1:2: the parameter A wants a single value, got nothing",
        "{\"A\": {\"b\": \"c\"}}|1:7: the parameter A wants a single value, got an object",
        "{\"A\": null}|1:7: the parameter A wants a single value, got nothing",
        "{\"A\": [[]]}|1:7: the parameter A wants a single value, got a list",
        "[\"A=1\", \"A=2\"]|1:9: the parameter A is given twice",
        "text|1:1: parameters are an object or a list, got a single value",
        "{|1:2: not valid JSON: Unexpected end-of-input: expected close marker for Object",
      })
  void aWrongFileIsRefusedWithItsPlace(String text, String sentence) {
    assertThatExceptionOfType(UnreadableSourceException.class)
        .isThrownBy(() -> read(text))
        .withMessageStartingWith(folder.resolve("p.json") + ":" + sentence);
  }

  @Test
  void aRegionAndAnAccountAreChecked() {
    for (String region : new String[] {"eu-central-1", "us-gov-west-1", "eusc-de-east-1"}) {
      assertThat(deployment(region, "123456789012").region()).contains(region);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> deployment("Frankfurt", "123456789012"))
        .withMessage("region must be like eu-central-1, got Frankfurt");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> deployment("eu-central-1", "1234"))
        .withMessage("account must be 12 digits, got 1234");
  }

  @ParameterizedTest
  @CsvSource({
    "eu-central-1,aws,amazonaws.com",
    "cn-north-1,aws-cn,amazonaws.com.cn",
    "us-gov-west-1,aws-us-gov,amazonaws.com",
    "us-isob-east-1,aws-iso-b,sc2s.sgov.gov",
    "eusc-de-east-1,aws-eusc,amazonaws.eu"
  })
  void aRegionSaysItsPartition(String region, String partition, String suffix) throws Exception {
    String template =
        "Resources: {Web: {Type: AWS::ECS::TaskDefinition, Properties: {Family: !Sub"
            + " '${AWS::AccountId} ${AWS::Region} ${AWS::Partition} ${AWS::URLSuffix}'}}}";
    assertThat(
            Template.ofText(Parser.parse(template, "t"), deployment(region, "123456789012"))
                .inventory()
                .taskDefinitions()
                .get(0)
                .family())
        .isEqualTo(Setting.of("123456789012 " + region + " " + partition + " " + suffix));
  }

  @Test
  void thePreviousValueIsNotTheDefault() throws Exception {
    String template =
        "Parameters: {F: {Type: String, Default: web}}\n"
            + "Resources: {Web: {Type: AWS::ECS::TaskDefinition, Properties: {Family: !Ref F}}}";
    Deployment previous =
        new Deployment(
            read("[{\"ParameterKey\": \"F\", \"UsePreviousValue\": true}]"),
            Optional.empty(),
            Optional.empty());
    assertThat(
            Template.ofText(Parser.parse(template, "t"), previous)
                .inventory()
                .taskDefinitions()
                .get(0)
                .family())
        .isEqualTo(new Setting.Unresolved<>("${F}", Location.NOWHERE));
  }

  private static Deployment deployment(String region, String account) {
    return new Deployment(Map.of(), Optional.of(region), Optional.of(account));
  }

  private Map<String, Setting<String>> read(String text) throws Exception {
    return Deployment.parameters(Files.writeString(folder.resolve("p.json"), text));
  }
}
