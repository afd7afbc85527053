package dev.breakwater.source;

import java.util.Locale;

/**
 * A group of regions that share a name in ARNs and a domain.
 *
 * <p>Source: {@code partitions.json} of botocore 1.43.
 */
enum Partition {
  AWS_CN("cn-", "amazonaws.com.cn"),
  AWS_EUSC("eusc-", "amazonaws.eu"),
  AWS_ISO("us-iso-", "c2s.ic.gov"),
  AWS_ISO_B("us-isob-", "sc2s.sgov.gov"),
  AWS_ISO_E("eu-isoe-", "cloud.adc-e.uk"),
  AWS_ISO_F("us-isof-", "csp.hci.ic.gov"),
  AWS_US_GOV("us-gov-", "amazonaws.com"),
  AWS("", "amazonaws.com");

  private final String prefix;
  private final String suffix;

  Partition(String prefix, String suffix) {
    this.prefix = prefix;
    this.suffix = suffix;
  }

  /** The one of this region. */
  static Partition of(String region) {
    for (Partition partition : values()) {
      if (region.startsWith(partition.prefix)) {
        return partition;
      }
    }
    return AWS;
  }

  /** What {@code AWS::Partition} is. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What {@code AWS::URLSuffix} is. */
  String urlSuffix() {
    return suffix;
  }
}
