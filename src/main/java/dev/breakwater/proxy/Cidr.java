package dev.breakwater.proxy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads networks in CIDR notation. */
final class Cidr {
  private static final String FORM = "a CIDR such as 10.0.0.0/16 or 2600:1f18::/32";
  private static final Pattern V4 =
      Pattern.compile(
          "((?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!/)|(?=/))){4})/(\\d|[12]\\d|3[0-2])");
  private static final Pattern V6 =
      Pattern.compile(
          "((?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4})/(\\d|[1-9]\\d|1[01]\\d|12[0-8])");

  private Cidr() {}

  /** Refuses what is no network, has bits behind its prefix, or a prefix that is too short. */
  static String network(String what, String cidr, int leastV4, int leastV6, String narrowness) {
    Matcher v4 = V4.matcher(cidr);
    Matcher v6 = V6.matcher(cidr);
    boolean old = v4.matches();
    if (!old && !v6.matches()) {
      throw Wanted.refused(what, FORM, Wanted.shown(cidr));
    }
    Matcher network = old ? v4 : v6;
    byte[] address = bytes(what, network.group(1), cidr);
    if (address.length != (old ? 4 : 16)) {
      throw Wanted.refused(what, "written as IPv4 where it maps IPv4", Wanted.shown(cidr));
    }
    int prefix = Integer.parseInt(network.group(2));
    int least = old ? leastV4 : leastV6;
    if (prefix < least) {
      throw Wanted.refused(
          what, narrowness + ": a prefix of at least " + least + " bits", Wanted.shown(cidr));
    }
    int lowest = new BigInteger(1, address).getLowestSetBit();
    if (lowest >= 0 && lowest < address.length * 8 - prefix) {
      throw Wanted.refused(
          what, "a network, with no bits set behind its prefix", Wanted.shown(cidr));
    }
    return cidr;
  }

  /** Only literals come here, which Java reads without asking any name server. */
  private static byte[] bytes(String what, String literal, String cidr) {
    try {
      return InetAddress.getByName(literal).getAddress();
    } catch (UnknownHostException e) {
      throw Wanted.refused(what, FORM, Wanted.shown(cidr));
    }
  }
}
