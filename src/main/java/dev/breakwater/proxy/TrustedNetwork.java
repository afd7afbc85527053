package dev.breakwater.proxy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network whose hosts are believed when they say, in {@code X-Forwarded-For}, whom they speak
 * for: the load balancer's subnets or the VPC's range. Trusting too much lets a client choose its
 * own address, so a prefix shorter than 8 bits (IPv4) or 16 bits (IPv6) is refused.
 *
 * @param cidr the network in CIDR notation, with no bits behind the prefix, such as {@code
 *     10.0.0.0/16} or {@code 2600:1f18::/32}
 */
public record TrustedNetwork(String cidr) {
  private static final Pattern V4 =
      Pattern.compile(
          "((?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!/)|(?=/))){4})/(\\d|[12]\\d|3[0-2])");
  private static final Pattern V6 =
      Pattern.compile("([0-9A-Fa-f:]{2,39})/(\\d|[1-9]\\d|1[01]\\d|12[0-8])");

  /** Refuses what is no network, has bits behind its prefix or holds too much of the Internet. */
  public TrustedNetwork {
    Matcher v4 = V4.matcher(cidr);
    Matcher v6 = V6.matcher(cidr);
    boolean old = v4.matches();
    if (!old && !(v6.matches() && cidr.contains(":"))) {
      throw refused(cidr, "a CIDR such as 10.0.0.0/16 or 2600:1f18::/32");
    }
    Matcher network = old ? v4 : v6;
    byte[] address = bytes(network.group(1), cidr);
    if (address.length != (old ? 4 : 16)) {
      throw refused(cidr, "written as IPv4 where it maps IPv4");
    }
    int prefix = Integer.parseInt(network.group(2));
    int least = old ? 8 : 16;
    if (prefix < least) {
      throw refused(
          cidr,
          "narrow enough that no client can choose its own address: a prefix of at least "
              + least
              + " bits");
    }
    int hostBits = address.length * 8 - prefix;
    if (new BigInteger(1, address).getLowestSetBit() >= 0
        && new BigInteger(1, address).getLowestSetBit() < hostBits) {
      throw refused(cidr, "a network, with no bits set behind its prefix");
    }
  }

  /**
   * The address's bytes. Only literals come here, which Java reads without asking any name server.
   */
  private static byte[] bytes(String literal, String cidr) {
    try {
      return InetAddress.getByName(literal).getAddress();
    } catch (UnknownHostException e) {
      throw refused(cidr, "a CIDR such as 10.0.0.0/16 or 2600:1f18::/32");
    }
  }

  private static IllegalArgumentException refused(String cidr, String wanted) {
    return new IllegalArgumentException(
        "trusted network must be " + wanted + ", got " + Wanted.shown(cidr));
  }
}
