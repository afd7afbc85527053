package dev.breakwater.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.model.Inventory;
import dev.breakwater.model.Setting;
import dev.breakwater.model.Values;
import dev.breakwater.model.WaiverEntry;
import dev.breakwater.rule.Rules;
import dev.breakwater.source.Template;
import dev.breakwater.source.UnreadableSourceException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WaiversTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final List<Rule> RULES = Rules.ALL;
  private static final Policy HOSTS =
      new Policy(
          RULES.stream()
              .filter(rule -> List.of("no-host-processes", "no-host-ipc").contains(rule.id()))
              .toList());
  private static final Policy ROOTS =
      new Policy(
          RULES.stream().filter(rule -> rule.id().equals("read-only-root-filesystem")).toList());
  private static final String WAIVER =
      """
      {rule: no-host-processes, reason: an agent, until: 2026-12-31}
      """;

  @Test
  void waivesWhatItCoversAndNothingElse() throws Exception {
    Assessment assessment = judge(HOSTS, beside(WAIVER));
    assertThat(assessment.findings())
        .extracting(finding -> finding.rule().id() + " " + finding.ruling())
        .containsExactly("no-host-ipc FAIL", "no-host-processes WAIVED");
    assertThat(assessment.findings().get(1).waiver().orElseThrow())
        .returns("an agent", Waiver::reason)
        .returns("Web", Waiver::resource)
        .returns(LocalDate.of(2026, 12, 31), Waiver::until)
        .returns("t.yaml:8:11", waiver -> waiver.location().toString());
    assertThat(assessment.notices()).isEmpty();
    assertThat(assessment.outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void isCleanWhereAllIsWaived() throws Exception {
    String both = WAIVER + "        - {rule: no-host-ipc, reason: an agent, until: 2026-12-31}\n";
    Assessment assessment = judge(HOSTS, beside(both));
    assertThat(assessment.findings()).hasSize(2).allMatch(finding -> !finding.counts());
    assertThat(assessment.outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void countsOnItsLastDayAndNotOnTheNext() throws Exception {
    String template = beside(WAIVER);
    assertThat(waived(HOSTS, template, LocalDate.of(2026, 12, 31)).notices()).isEmpty();
    Assessment late = waived(HOSTS, template, LocalDate.of(2027, 1, 1));
    assertThat(late.findings()).allMatch(Finding::counts);
    assertThat(late.notices())
        .singleElement()
        .returns(WaiverNotice.Kind.EXPIRED, WaiverNotice::kind)
        .returns("no-host-processes", notice -> notice.waiver().rule());
  }

  @Test
  void namesOneThatNothingNeedsUnlessItsRuleDidNotJudge() throws Exception {
    String template = beside(WAIVER).replace("PidMode: host", "PidMode: task");
    assertThat(judge(HOSTS, template).notices())
        .singleElement()
        .returns(WaiverNotice.Kind.UNNEEDED, WaiverNotice::kind);
    assertThat(judge(ROOTS, template).notices()).isEmpty();
  }

  @Test
  void ofAContainerCoversThatContainerOnly() throws Exception {
    String template =
        beside(
            """
            {rule: read-only-root-filesystem, container: 'a*', reason: old, until: 2026-12-31}
            """);
    assertThat(judge(ROOTS, template).findings())
        .extracting(finding -> finding.subject() + " " + finding.ruling())
        .containsExactly("Web/app WAIVED", "Web/log FAIL");
    assertThat(judge(ROOTS, template.replace("container: 'a*', ", "")).findings())
        .extracting(Finding::ruling)
        .containsExactly(Ruling.WAIVED, Ruling.WAIVED);
    assertThat(judge(HOSTS, beside(WAIVER.replace("{", "{container: '*', "))).findings())
        .as("a task definition is no container")
        .extracting(Finding::ruling)
        .containsOnly(Ruling.FAIL);
  }

  @Test
  void besideAResourceCoversNoOtherWhateverItIsCalled() throws Exception {
    String other =
        """
          Other:
            Type: AWS::ECS::TaskDefinition
            Properties: {Family: Web, PidMode: host, ContainerDefinitions: [{Name: a, Image: a}]}
        """;
    assertThat(judge(HOSTS, beside(WAIVER) + other).findings())
        .filteredOn(Finding::counts)
        .extracting(finding -> finding.subject() + " " + finding.rule().id())
        .containsExactly("Web no-host-ipc", "Other no-host-processes");
  }

  @ParameterizedTest
  @CsvSource({
    "resource, Web, true",
    "resource, W*, true",
    "resource, '{Web,Shop}', true",
    "resource, shop-family, true",
    "resource, Stack/*/Resource, true",
    "resource, Stack/**, true",
    "resource, Stack/*, false",
    "resource, '*', true",
    "resource, web, false",
    "file, t.yaml, true",
    "file, '**/t.yaml', false",
    "file, '*.yaml', true",
    "file, u.yaml, false",
  })
  void ofTheConfigurationCoversByGlob(String key, String glob, boolean covers) throws Exception {
    Assessment assessment =
        HOSTS.judge(parsed(beside(WAIVER)), configured(entry(Map.of(key, glob))), TODAY);
    assertThat(assessment.findings().get(0).rule().id()).isEqualTo("no-host-ipc");
    assertThat(assessment.findings().get(0).counts()).isEqualTo(!covers);
  }

  /** Each kind of resource has a name of its own in AWS. */
  @ParameterizedTest
  @CsvSource({
    "no-public-ip, shop, AWS::ECS::Service, ServiceName",
    "container-insights, shop, AWS::ECS::Cluster, ClusterName",
    "imdsv2-only, shop, AWS::EC2::LaunchTemplate, LaunchTemplateName",
    "managed-termination-protection, shop, AWS::ECS::CapacityProvider, Name",
  })
  void ofTheConfigurationKnowsTheNamesThatPeopleGave(
      String rule, String name, String type, String property) throws Exception {
    String template =
        """
        Resources:
          It:
            Type: %s
            Properties:
              %s: %s
              NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ENABLED}}
              AutoScalingGroupProvider: {ManagedTerminationProtection: DISABLED}
              LaunchTemplateData:
                UserData: echo ECS_CLUSTER=c >> /etc/ecs/ecs.config
                MetadataOptions: {HttpTokens: optional}
          Reference:
            Type: AWS::AutoScaling::AutoScalingGroup
            Properties: {LaunchTemplate: {LaunchTemplateId: !Ref It}}
        """
            .formatted(type, property, name);
    Policy policy =
        new Policy(RULES.stream().filter(candidate -> candidate.id().equals(rule)).toList());
    for (String resource : List.of(name, "It", "other")) {
      WaiverEntry entry =
          new WaiverEntry(
              Setting.of(rule),
              Setting.of(resource),
              Setting.absent(),
              Setting.absent(),
              Setting.of("old"),
              Setting.of("2026-12-31"),
              Values.of());
      assertThat(policy.judge(parsed(template), configured(entry), TODAY).findings())
          .as(resource)
          .isNotEmpty()
          .allMatch(finding -> finding.counts() == resource.equals("other"));
    }
  }

  @Test
  void ofTheConfigurationIsNamedOnceForAllThatWasJudged() throws Exception {
    Waivers waivers = configured(entry(Map.of("resource", "Web")), entry(Map.of("resource", "X")));
    Assessment assessment = HOSTS.judge(parsed(beside(WAIVER)), waivers, TODAY);
    assertThat(assessment.notices()).isEmpty();
    assertThat(waivers.notices(HOSTS, Assessment.of(List.of(assessment, assessment)), TODAY))
        .singleElement()
        .returns(WaiverNotice.Kind.UNNEEDED, WaiverNotice::kind)
        .returns("X", notice -> notice.waiver().resource());
    assertThat(waivers.notices(HOSTS, assessment, LocalDate.of(2028, 1, 1)))
        .extracting(WaiverNotice::kind)
        .containsOnly(WaiverNotice.Kind.EXPIRED)
        .hasSize(2);
  }

  @Test
  void ofGapAcceptsWhatCannotBeRead() throws Exception {
    String stackSet =
        """
        Metadata:
          Breakwater:
            waivers:
              - {rule: gap, reason: our own macro, until: 2026-12-31}
        Transform: OurMacro
        Resources:
          Fleet:
            Type: AWS::CloudFormation::StackSet
            Metadata:
              Breakwater:
                waivers:
                  - {rule: gap, reason: judged where it is written, until: 2026-12-31}
        """;
    Assessment assessment = judge(HOSTS, stackSet);
    assertThat(assessment.gaps()).isEmpty();
    assertThat(assessment.waivedGaps())
        .extracting(waived -> waived.gap().location().subject() + ": " + waived.waiver().reason())
        .containsExactly(": our own macro", "Fleet: judged where it is written");
    assertThat(assessment.outcome()).isEqualTo(Outcome.PASS);

    Assessment half =
        judge(HOSTS, stackSet.replace("rule: gap, reason: our", "rule: init-process, reason: our"));
    assertThat(half.gaps()).singleElement().returns("", gap -> gap.location().subject());
    assertThat(half.outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void ofATemplateNamesTheResourcesThatItCovers() throws Exception {
    String template =
        """
        Metadata:
          Breakwater:
            waivers:
              - {rule: no-host-ipc, resource: W*, reason: old, until: 2026-12-31}
        """
            + beside(WAIVER);
    assertThat(judge(HOSTS, template).findings()).noneMatch(Finding::counts);
    Assessment without = judge(HOSTS, template.replace("resource: W*, ", ""));
    assertThat(without.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(without.notices()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {reason: r, until: 2026-12-31} | 8:11 | rule of a waiver must be the id of a rule, got nothing
          {rule: no-host-procesess, reason: r, until: 2026-12-31} | 8:18 | there is no rule no-host-procesess to waive; did you mean no-host-processes?
          {rule: xyz, reason: r, until: 2026-12-31} | 8:18 | there is no rule xyz to waive
          {rule: no-host-ipc, until: 2026-12-31} | 8:11 | reason of a waiver must be a text, got nothing
          {rule: no-host-ipc, reason: ' ', until: 2026-12-31} | 8:39 | reason of a waiver must be a text, got ' '
          {rule: no-host-ipc, reason: r} | 8:11 | until of a waiver must be a day such as 2027-01-31, got nothing
          {rule: no-host-ipc, reason: r, until: } | 8:48 | until of a waiver must be a day such as 2027-01-31, got ''
          {rule: no-host-ipc, reason: r, until: 2026-02-30} | 8:49 | until of a waiver must be a day such as 2027-01-31, got '2026-02-30'
          {rule: no-host-ipc, reason: r, until: tomorrow} | 8:49 | until of a waiver must be a day such as 2027-01-31, got 'tomorrow'
          {rule: no-host-ipc, reason: r, until: [2026-12-31]} | 8:49 | until of a waiver must be a day such as 2027-01-31, got a list where a single value was wanted
          {rule: no-host-ipc, reason: !Ref R, until: 2026-12-31} | 8:39 | reason of a waiver must be a text, got an object where a single value was wanted
          {rule: no-host-ipc, reason: r, until: 2026-12-31, container: '[a'} | 8:72 | container of a waiver must be a glob such as Web*, got '[a'
          {rule: no-host-ipc, reason: r, until: 2026-12-31, conatiner: a} | 8:72 | a waiver here knows rule, container, reason, until, got conatiner; did you mean container?
          {rule: no-host-ipc, reason: r, until: 2026-12-31, resource: Web} | 8:71 | a waiver here has no resource; it knows rule, container, reason, until
          {rule: gap, reason: r, until: 2026-12-31, container: a} | 8:64 | a waiver of gap has no container: what could not be read has none
          no-host-ipc | 8:11 | a waiver must be an object with literal values, got a single value where an object was wanted
          !If [A, {}, {}] | 8:11 | rule of a waiver must be the id of a rule, got nothing
          """)
  void refusesWhatIsNone(String waiver, String place, String sentence) throws Exception {
    Assessment assessment = judge(HOSTS, beside(waiver + "\n"));
    assertThat(assessment.invalidWaivers())
        .extracting(invalid -> invalid.location() + ": " + invalid.reason())
        .contains("t.yaml:" + place + ": " + sentence);
    assertThat(assessment.findings()).as("it waives nothing").allMatch(Finding::counts);
  }

  @Test
  void refusesMetadataOfAWrongShape() throws Exception {
    String clean = beside(WAIVER).replace("PidMode: host", "").replace("IpcMode: host", "");
    assertThat(judge(HOSTS, clean).invalidWaivers()).isEmpty();
    for (String wrong : List.of("waiver:", "wavers:")) {
      Assessment assessment = judge(HOSTS, clean.replace("waivers:", wrong));
      assertThat(assessment.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(assessment.invalidWaivers())
          .singleElement()
          .returns(
              "waivers must be a list of literal values, got Metadata.Breakwater, which holds"
                  + " something else",
              InvalidWaiver::reason)
          .returns("t.yaml:7:9", invalid -> invalid.location().toString());
    }
    Assessment object = judge(HOSTS, clean.replace("- {rule", "  {rule"));
    assertThat(object.invalidWaivers())
        .singleElement()
        .returns(
            "waivers must be a list of literal values, got an object where a list was wanted",
            InvalidWaiver::reason);
  }

  @Test
  void refusesOneOfTheConfigurationThatCoversEverything() {
    assertThat(configured(entry(Map.of())).invalid())
        .singleElement()
        .returns("a waiver needs a resource or a file, got neither", InvalidWaiver::reason);
    assertThat(configured(entry(Map.of("resource", "*"))).invalid()).isEmpty();
  }

  @Test
  void readsATemplateThatIsNestedTwiceOnce() throws Exception {
    var once = parsed(beside(WAIVER));
    Assessment twice = HOSTS.judge(once.and(once), Waivers.ofTemplates(RULES), TODAY);
    assertThat(twice.notices()).isEmpty();
    assertThat(twice.findings()).filteredOn(Finding::counts).hasSize(2);
  }

  private static String beside(String waiver) {
    return """
    Resources:
      Web:
        Type: AWS::ECS::TaskDefinition
        Metadata:
          aws:cdk:path: Stack/Task/Resource
          Breakwater:
            waivers:
            - %s
        Properties:
          Family: shop-family
          PidMode: host
          IpcMode: host
          ContainerDefinitions: [{Name: app, Image: a}, {Name: log, Image: a}]
    """
        .formatted(waiver.strip());
  }

  private static WaiverEntry entry(Map<String, String> more) {
    return new WaiverEntry(
        Setting.of("no-host-ipc"),
        optional(more, "resource"),
        optional(more, "file"),
        optional(more, "container"),
        Setting.of("old"),
        Setting.of("2026-12-31"),
        Values.of());
  }

  private static Setting<String> optional(Map<String, String> more, String key) {
    return more.containsKey(key) ? Setting.of(more.get(key)) : Setting.absent();
  }

  private static Waivers configured(WaiverEntry... entries) {
    return Waivers.of(RULES, Values.of(entries));
  }

  private static Assessment judge(Policy policy, String template) throws Exception {
    return waived(policy, template, TODAY);
  }

  private static Assessment waived(Policy policy, String template, LocalDate today)
      throws Exception {
    return policy.judge(parsed(template), Waivers.ofTemplates(RULES), today);
  }

  private static Inventory parsed(String template) throws UnreadableSourceException {
    return Template.parse(template, "t.yaml");
  }
}
