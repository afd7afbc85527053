package dev.breakwater.proxy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Whom the proxy takes for one client: an IPv4 address, however it was written, or an IPv6 /64. The
 * same as its configuration's map of {@code $client}.
 */
public final class ClientKey {
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|(?=[^:]*:)[0-9A-Fa-f:.]{2,45}");

  /** In ff00::/8, multicast, from where no client comes. */
  private static final long IPV4 = 0xffff_ffff_0000_0000L;

  private ClientKey() {}

  /**
   * The key of an address as the log has it; empty for what is no address, such as {@code unix:}.
   *
   * @param address IPv4 or IPv6, without a port
   */
  public static OptionalLong of(String address) {
    if (!LITERAL.matcher(address).matches()) {
      return OptionalLong.empty();
    }
    try {
      // Only literals come here, which Java reads without asking any name server.
      InetAddress read = InetAddress.getByName(address);
      ByteBuffer bytes = ByteBuffer.wrap(read.getAddress());
      return OptionalLong.of(
          read instanceof Inet4Address
              ? IPV4 | Integer.toUnsignedLong(bytes.getInt())
              : bytes.getLong());
    } catch (UnknownHostException e) {
      return OptionalLong.empty();
    }
  }
}
