package dev.breakwater.policy;

import dev.breakwater.model.Cluster;

/** A rule about a cluster. */
@FunctionalInterface
public non-sealed interface ClusterRule extends Rule {
  /** The verdict on one. */
  Verdict judge(Cluster cluster);

  @Override
  default Subject.Kind kind() {
    return Subject.Kind.CLUSTER;
  }
}
