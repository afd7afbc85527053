package dev.breakwater.proxy;

/**
 * A network whose hosts are believed when they say, in {@code X-Forwarded-For}, whom they speak
 * for: the load balancer's subnets or the VPC's range. Trusting too much lets a client choose its
 * own address, so a prefix shorter than 8 bits (IPv4) or 16 bits (IPv6) is refused.
 *
 * @param cidr the network in CIDR notation, with no bits behind the prefix, such as {@code
 *     10.0.0.0/16} or {@code 2600:1f18::/32}
 */
public record TrustedNetwork(String cidr) {

  /** Refuses what is no network, has bits behind its prefix or holds too much of the Internet. */
  public TrustedNetwork {
    Cidr.network(
        "trusted network", cidr, 8, 16, "narrow enough that no client can choose its own address");
  }
}
