package dev.breakwater.policy;

/** A control of somebody else's catalogue that asks for what a rule asks for: each once. */
public enum Control {
  CIS_DOCKER_1_1_3(Catalogues.CIS_DOCKER, "1.1.3", Links.CIS_DOCKER),
  CIS_DOCKER_1_1_4(Catalogues.CIS_DOCKER, "1.1.4", Links.CIS_DOCKER),
  CIS_DOCKER_1_1_5(Catalogues.CIS_DOCKER, "1.1.5", Links.CIS_DOCKER),
  CIS_DOCKER_1_1_6(Catalogues.CIS_DOCKER, "1.1.6", Links.CIS_DOCKER),
  CIS_DOCKER_1_1_7(Catalogues.CIS_DOCKER, "1.1.7", Links.CIS_DOCKER),
  CIS_DOCKER_1_1_8(Catalogues.CIS_DOCKER, "1.1.8", Links.CIS_DOCKER),
  CIS_DOCKER_1_1_9(Catalogues.CIS_DOCKER, "1.1.9", Links.CIS_DOCKER),
  CIS_DOCKER_1_1_11(Catalogues.CIS_DOCKER, "1.1.11", Links.CIS_DOCKER),
  CIS_DOCKER_1_1_14(Catalogues.CIS_DOCKER, "1.1.14", Links.CIS_DOCKER),
  CIS_DOCKER_1_1_17(Catalogues.CIS_DOCKER, "1.1.17", Links.CIS_DOCKER),
  CIS_DOCKER_1_1_18(Catalogues.CIS_DOCKER, "1.1.18", Links.CIS_DOCKER),
  CIS_DOCKER_2_2(Catalogues.CIS_DOCKER, "2.2", Links.CIS_DOCKER),
  CIS_DOCKER_2_5(Catalogues.CIS_DOCKER, "2.5", Links.CIS_DOCKER),
  CIS_DOCKER_2_8(Catalogues.CIS_DOCKER, "2.8", Links.CIS_DOCKER),
  CIS_DOCKER_2_9(Catalogues.CIS_DOCKER, "2.9", Links.CIS_DOCKER),
  CIS_DOCKER_2_13(Catalogues.CIS_DOCKER, "2.13", Links.CIS_DOCKER),
  CIS_DOCKER_2_14(Catalogues.CIS_DOCKER, "2.14", Links.CIS_DOCKER),
  CIS_DOCKER_2_15(Catalogues.CIS_DOCKER, "2.15", Links.CIS_DOCKER),
  CIS_DOCKER_2_16(Catalogues.CIS_DOCKER, "2.16", Links.CIS_DOCKER),
  CIS_DOCKER_4_1(Catalogues.CIS_DOCKER, "4.1", Links.CIS_DOCKER),
  CIS_DOCKER_4_2(Catalogues.CIS_DOCKER, "4.2", Links.CIS_DOCKER),
  CIS_DOCKER_4_6(Catalogues.CIS_DOCKER, "4.6", Links.CIS_DOCKER),
  CIS_DOCKER_5_2(Catalogues.CIS_DOCKER, "5.2", Links.CIS_DOCKER),
  CIS_DOCKER_5_3(Catalogues.CIS_DOCKER, "5.3", Links.CIS_DOCKER),
  CIS_DOCKER_5_4(Catalogues.CIS_DOCKER, "5.4", Links.CIS_DOCKER),
  CIS_DOCKER_5_5(Catalogues.CIS_DOCKER, "5.5", Links.CIS_DOCKER),
  CIS_DOCKER_5_6(Catalogues.CIS_DOCKER, "5.6", Links.CIS_DOCKER),
  CIS_DOCKER_5_8(Catalogues.CIS_DOCKER, "5.8", Links.CIS_DOCKER),
  CIS_DOCKER_5_10(Catalogues.CIS_DOCKER, "5.10", Links.CIS_DOCKER),
  CIS_DOCKER_5_11(Catalogues.CIS_DOCKER, "5.11", Links.CIS_DOCKER),
  CIS_DOCKER_5_12(Catalogues.CIS_DOCKER, "5.12", Links.CIS_DOCKER),
  CIS_DOCKER_5_13(Catalogues.CIS_DOCKER, "5.13", Links.CIS_DOCKER),
  CIS_DOCKER_5_16(Catalogues.CIS_DOCKER, "5.16", Links.CIS_DOCKER),
  CIS_DOCKER_5_17(Catalogues.CIS_DOCKER, "5.17", Links.CIS_DOCKER),
  CIS_DOCKER_5_18(Catalogues.CIS_DOCKER, "5.18", Links.CIS_DOCKER),
  CIS_DOCKER_5_22(Catalogues.CIS_DOCKER, "5.22", Links.CIS_DOCKER),
  CIS_DOCKER_5_26(Catalogues.CIS_DOCKER, "5.26", Links.CIS_DOCKER),
  CIS_DOCKER_5_27(Catalogues.CIS_DOCKER, "5.27", Links.CIS_DOCKER),
  CIS_DOCKER_5_29(Catalogues.CIS_DOCKER, "5.29", Links.CIS_DOCKER),
  CIS_DOCKER_5_32(Catalogues.CIS_DOCKER, "5.32", Links.CIS_DOCKER),
  CIS_AWS_COMPUTE_3_1(Catalogues.CIS_AWS_COMPUTE, "3.1", Links.CIS_AWS),
  CIS_AWS_COMPUTE_3_2(Catalogues.CIS_AWS_COMPUTE, "3.2", Links.CIS_AWS),
  CIS_AWS_COMPUTE_3_3(Catalogues.CIS_AWS_COMPUTE, "3.3", Links.CIS_AWS),
  CIS_AWS_COMPUTE_3_4(Catalogues.CIS_AWS_COMPUTE, "3.4", Links.CIS_AWS),
  CIS_AWS_COMPUTE_3_5(Catalogues.CIS_AWS_COMPUTE, "3.5", Links.CIS_AWS),
  CIS_AWS_COMPUTE_3_6(Catalogues.CIS_AWS_COMPUTE, "3.6", Links.CIS_AWS),
  CIS_AWS_COMPUTE_3_7(Catalogues.CIS_AWS_COMPUTE, "3.7", Links.CIS_AWS),
  CIS_AWS_COMPUTE_3_8(Catalogues.CIS_AWS_COMPUTE, "3.8", Links.CIS_AWS),
  CIS_AWS_COMPUTE_3_9(Catalogues.CIS_AWS_COMPUTE, "3.9", Links.CIS_AWS),
  CIS_AWS_COMPUTE_3_13(Catalogues.CIS_AWS_COMPUTE, "3.13", Links.CIS_AWS),
  CIS_AWS_COMPUTE_3_14(Catalogues.CIS_AWS_COMPUTE, "3.14", Links.CIS_AWS),
  SECURITY_HUB_ECS_2(Catalogues.SECURITY_HUB, "ECS.2", Links.SECURITY_HUB + 2),
  SECURITY_HUB_ECS_3(Catalogues.SECURITY_HUB, "ECS.3", Links.SECURITY_HUB + 3),
  SECURITY_HUB_ECS_4(Catalogues.SECURITY_HUB, "ECS.4", Links.SECURITY_HUB + 4),
  SECURITY_HUB_ECS_5(Catalogues.SECURITY_HUB, "ECS.5", Links.SECURITY_HUB + 5),
  SECURITY_HUB_ECS_8(Catalogues.SECURITY_HUB, "ECS.8", Links.SECURITY_HUB + 8),
  SECURITY_HUB_ECS_9(Catalogues.SECURITY_HUB, "ECS.9", Links.SECURITY_HUB + 9),
  SECURITY_HUB_ECS_10(Catalogues.SECURITY_HUB, "ECS.10", Links.SECURITY_HUB + 10),
  SECURITY_HUB_ECS_12(Catalogues.SECURITY_HUB, "ECS.12", Links.SECURITY_HUB + 12),
  SECURITY_HUB_ECS_16(Catalogues.SECURITY_HUB, "ECS.16", Links.SECURITY_HUB + 16),
  SECURITY_HUB_ECS_17(Catalogues.SECURITY_HUB, "ECS.17", Links.SECURITY_HUB + 17),
  SECURITY_HUB_ECS_18(Catalogues.SECURITY_HUB, "ECS.18", Links.SECURITY_HUB + 18),
  SECURITY_HUB_ECS_19(Catalogues.SECURITY_HUB, "ECS.19", Links.SECURITY_HUB + 19),
  SECURITY_HUB_ECS_20(Catalogues.SECURITY_HUB, "ECS.20", Links.SECURITY_HUB + 20),
  SECURITY_HUB_ECS_21(Catalogues.SECURITY_HUB, "ECS.21", Links.SECURITY_HUB + 21),
  CONTROL_TOWER_ECS_PR_1(
      Catalogues.CONTROL_TOWER, "CT.ECS.PR.1", Links.CONTROL_TOWER + "1-description"),
  SECURITY_HUB_AUTOSCALING_3(
      Catalogues.SECURITY_HUB, "AutoScaling.3", Links.SECURITY_HUB_AUTOSCALING + 3),
  SECURITY_HUB_EC2_170(Catalogues.SECURITY_HUB, "EC2.170", Links.SECURITY_HUB_EC2 + 170),
  CONTROL_TOWER_EC2_PR_1(
      Catalogues.CONTROL_TOWER, "CT.EC2.PR.1", Links.CONTROL_TOWER_EC2 + "1-description"),
  CONTROL_TOWER_EC2_PR_2(
      Catalogues.CONTROL_TOWER, "CT.EC2.PR.2", Links.CONTROL_TOWER_EC2 + "2-description"),
  CONTROL_TOWER_ECS_PR_2(
      Catalogues.CONTROL_TOWER, "CT.ECS.PR.2", Links.CONTROL_TOWER + "2-description"),
  CONTROL_TOWER_ECS_PR_3(
      Catalogues.CONTROL_TOWER, "CT.ECS.PR.3", Links.CONTROL_TOWER + "3-description"),
  CONTROL_TOWER_ECS_PR_4(
      Catalogues.CONTROL_TOWER, "CT.ECS.PR.4", Links.CONTROL_TOWER + "4-description"),
  CONTROL_TOWER_ECS_PR_5(
      Catalogues.CONTROL_TOWER, "CT.ECS.PR.5", Links.CONTROL_TOWER + "5-description"),
  CONTROL_TOWER_ECS_PR_6(
      Catalogues.CONTROL_TOWER, "CT.ECS.PR.6", Links.CONTROL_TOWER + "6-description"),
  CONTROL_TOWER_ECS_PR_7(
      Catalogues.CONTROL_TOWER, "CT.ECS.PR.7", Links.CONTROL_TOWER + "7-description"),
  CONTROL_TOWER_ECS_PR_8(
      Catalogues.CONTROL_TOWER, "CT.ECS.PR.8", Links.CONTROL_TOWER + "8-description"),
  CONTROL_TOWER_ECS_PR_9(
      Catalogues.CONTROL_TOWER, "CT.ECS.PR.9", Links.CONTROL_TOWER + "9-description"),
  CONTROL_TOWER_ECS_PR_10(
      Catalogues.CONTROL_TOWER, "CT.ECS.PR.10", Links.CONTROL_TOWER + "10-description"),
  CONTROL_TOWER_ECS_PR_11(
      Catalogues.CONTROL_TOWER, "CT.ECS.PR.11", Links.CONTROL_TOWER + "11-description"),
  CONTROL_TOWER_ECS_PR_12(
      Catalogues.CONTROL_TOWER, "CT.ECS.PR.12", Links.CONTROL_TOWER + "12-description");

  private final String catalogue;
  private final String number;
  private final String link;

  Control(String catalogue, String number, String link) {
    this.catalogue = catalogue;
    this.number = number;
    this.link = link;
  }

  /** Whose catalogue, and its version. */
  public String catalogue() {
    return catalogue;
  }

  /** The control's number there. */
  public String number() {
    return number;
  }

  /** Catalogue and number: {@code CIS Docker 1.6 5.13}. */
  public String named() {
    return catalogue + " " + number;
  }

  /** Where to read it. */
  public String link() {
    return link;
  }

  private static final class Catalogues {
    static final String CIS_DOCKER = "CIS Docker 1.6";
    static final String CIS_AWS_COMPUTE = "CIS AWS Compute";
    static final String SECURITY_HUB = "Security Hub";
    static final String CONTROL_TOWER = "Control Tower";
  }

  private static final class Links {
    static final String CIS_DOCKER = "https://www.cisecurity.org/benchmark/docker";
    static final String CIS_AWS = "https://www.cisecurity.org/benchmark/amazon_web_services";
    static final String SECURITY_HUB =
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-";
    static final String SECURITY_HUB_AUTOSCALING =
        "https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html"
            + "#autoscaling-";
    static final String SECURITY_HUB_EC2 =
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-";
    static final String CONTROL_TOWER_EC2 =
        "https://docs.aws.amazon.com/controltower/latest/controlreference/ec2-rules.html"
            + "#ct-ec2-pr-";
    static final String CONTROL_TOWER =
        "https://docs.aws.amazon.com/controltower/latest/controlreference/ecs-rules.html"
            + "#ct-ecs-pr-";
  }
}
