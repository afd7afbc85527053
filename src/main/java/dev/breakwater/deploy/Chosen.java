package dev.breakwater.deploy;

import java.util.Arrays;
import java.util.stream.Collectors;
import software.constructs.Node;

/** The placement that the context chooses: {@code cdk synth -c placement=bridge}. */
enum Chosen {
  /** AWS Fargate. */
  FARGATE("fargate"),
  /** EC2 instances, network mode awsvpc. */
  EC2("ec2"),
  /** EC2 instances, network mode bridge, a link. */
  BRIDGE("bridge");

  private final String word;

  Chosen(String word) {
    this.word = word;
  }

  static Chosen of(Node node) {
    Object asked = node.tryGetContext("placement");
    return Arrays.stream(values())
        .filter(placement -> asked == null ? placement == FARGATE : placement.word.equals(asked))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "context placement must be "
                        + Arrays.stream(values())
                            .map(placement -> placement.word)
                            .collect(Collectors.joining(", "))
                        + ", got \""
                        + asked
                        + "\""));
  }
}
