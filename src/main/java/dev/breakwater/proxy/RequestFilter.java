package dev.breakwater.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is refused by the look of its path, its sender or its body's type, before the application
 * and before any limit counts it. Paths are compared as nginx reads them (decoded, without empty
 * and dotted segments, whatever their case), and as they were written where it is the writing that
 * gives them away. Query strings and bodies are not read: that is what inspection is for.
 *
 * @param probes groups of paths that only scanners ask for, answered with 404; those that are on by
 *     default
 * @param disguises whether paths are refused with 400 that hide a {@code ..} or a dot behind an
 *     encoding; true by default
 * @param allowedNetworks the only networks that are served; everybody by default. Others get 403,
 *     but for the load balancer's own probe
 * @param deniedNetworks networks that are not served (403), none by default; of an allowed and a
 *     denied network that hold an address the smaller decides
 * @param deniedPaths prefixes of paths, by whole segments, that are answered with 404; none by
 *     default
 * @param deniedAgents parts of a {@code User-Agent} that are answered with 403, whatever their
 *     case; none by default. Whoever wants to can send another.
 * @param contentTypes the only types of a request's body, others and bodies without a type get 415;
 *     all by default
 * @param maxQueryLength the longest query string in bytes as written, longer ones get 414; as long
 *     as the request's line by default
 * @param penalty what clients pay that go on; standard by default, nothing where it is empty
 */
public record RequestFilter(
    Set<ProbeGroup> probes,
    boolean disguises,
    List<Network> allowedNetworks,
    List<Network> deniedNetworks,
    List<String> deniedPaths,
    List<String> deniedAgents,
    List<String> contentTypes,
    OptionalInt maxQueryLength,
    Optional<OffenderPenalty> penalty) {

  private static final Pattern AGENT =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._/-]{0,62}[A-Za-z0-9]");
  private static final Pattern TYPE = Pattern.compile("[a-z0-9.+-]{1,63}/[a-z0-9.+-]{1,63}");

  /**
   * A network.
   *
   * @param cidr in CIDR notation, with no bits behind the prefix, such as {@code 203.0.113.0/24}
   */
  public record Network(String cidr) {
    /** Refuses what is no network. */
    public Network {
      Cidr.network("network", cidr, 1, 1, "narrower than the whole Internet");
    }
  }

  /** Refuses what is outside its range or given twice. */
  public RequestFilter {
    probes = probes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(probes));
    allowedNetworks = List.copyOf(allowedNetworks);
    deniedNetworks = List.copyOf(deniedNetworks);
    List<String> networks = new ArrayList<>();
    allowedNetworks.forEach(network -> networks.add(network.cidr()));
    deniedNetworks.forEach(network -> networks.add(network.cidr()));
    Wanted.between("networks of the filter", networks.size(), 0, 1000, "");
    Wanted.distinct("networks of the filter", networks);
    deniedPaths = few("denied paths", deniedPaths);
    deniedPaths.forEach(path -> Wanted.path("denied path", path));
    deniedAgents = few("denied agents", deniedAgents);
    deniedAgents.forEach(
        agent ->
            Wanted.matching(
                "denied agent",
                agent,
                AGENT,
                "2 to 64 letters, digits, spaces and . _ / - that begin and end with a letter or a"
                    + " digit"));
    contentTypes = few("content types", contentTypes);
    contentTypes.forEach(
        type ->
            Wanted.matching(
                "content type", type, TYPE, "a type in lower case such as application/json"));
    maxQueryLength.ifPresent(
        bytes -> Wanted.between("longest query string", bytes, 0, 32_768, " bytes"));
    Objects.requireNonNull(penalty, "penalty is missing, or an empty one");
  }

  private static List<String> few(String what, List<String> values) {
    Wanted.between(what, values.size(), 0, 64, "");
    Wanted.distinct(what, values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList());
    return List.copyOf(values);
  }

  /** What is on by default. */
  public static RequestFilter standard() {
    return builder().build();
  }

  /** Nothing is refused. */
  public static RequestFilter off() {
    Builder builder = builder().withDisguises().withoutPenalty();
    builder.probes.clear();
    return builder.build();
  }

  /** Whether nothing is refused. */
  public boolean isOff() {
    return equals(off());
  }

  /** Starts from what is on by default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects choices; {@link #build} checks them all. */
  public static final class Builder {
    private final Set<ProbeGroup> probes = EnumSet.noneOf(ProbeGroup.class);
    private boolean disguises = true;
    private final List<Network> allowedNetworks = new ArrayList<>();
    private final List<Network> deniedNetworks = new ArrayList<>();
    private List<String> deniedPaths = List.of();
    private List<String> deniedAgents = List.of();
    private List<String> contentTypes = List.of();
    private OptionalInt maxQueryLength = OptionalInt.empty();
    private Optional<OffenderPenalty> penalty = Optional.of(OffenderPenalty.standard());

    private Builder() {
      Arrays.stream(ProbeGroup.values()).filter(ProbeGroup::byDefault).forEach(probes::add);
    }

    /** Refuses these groups of paths as well. */
    public Builder with(ProbeGroup... groups) {
      probes.addAll(List.of(groups));
      return this;
    }

    /** Lets these groups of paths through. */
    public Builder without(ProbeGroup... groups) {
      probes.removeAll(List.of(groups));
      return this;
    }

    /** Lets paths through that hide something behind an encoding. */
    public Builder withDisguises() {
      this.disguises = false;
      return this;
    }

    /** Serves this network, such as {@code 203.0.113.0/24}, and others that are allowed only. */
    public Builder allowNetwork(String cidr) {
      allowedNetworks.add(new Network(cidr));
      return this;
    }

    /** Does not serve this network. */
    public Builder denyNetwork(String cidr) {
      deniedNetworks.add(new Network(cidr));
      return this;
    }

    /** Paths that nobody reaches from outside, with all below them, such as {@code /internal}. */
    public Builder denyPaths(String... prefixes) {
      this.deniedPaths = List.of(prefixes);
      return this;
    }

    /** Parts of a {@code User-Agent} that are not served, such as {@code sqlmap}. */
    public Builder denyAgents(String... parts) {
      this.deniedAgents = List.of(parts);
      return this;
    }

    /** The only types that a request's body may have, such as {@code application/json}. */
    public Builder contentTypes(String... types) {
      this.contentTypes = List.of(types);
      return this;
    }

    /** The longest query string in bytes, 0 to 32768. */
    public Builder maxQueryLength(int bytes) {
      this.maxQueryLength = OptionalInt.of(bytes);
      return this;
    }

    /** What clients pay that go on asking for what is refused. */
    public Builder penalty(OffenderPenalty penalty) {
      this.penalty = Optional.of(penalty);
      return this;
    }

    /** Clients pay nothing. */
    public Builder withoutPenalty() {
      this.penalty = Optional.empty();
      return this;
    }

    /** The filter, each choice within its range. */
    public RequestFilter build() {
      return new RequestFilter(
          probes,
          disguises,
          allowedNetworks,
          deniedNetworks,
          deniedPaths,
          deniedAgents,
          contentTypes,
          maxQueryLength,
          penalty);
    }
  }
}
