package dev.breakwater.source;

import dev.breakwater.model.DockerDaemon;
import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what user data sets of the Docker daemon: {@code /etc/docker/daemon.json}, and the flags in
 * the files of its service. The daemon does not start where both set the same, so the order between
 * them does not matter.
 */
final class DaemonReader {
  private static final String JSON = "/etc/docker/daemon.json";
  private static final Pattern SERVICE_FILES =
      Pattern.compile(
          "/etc/(sysconfig|default)/docker|/(etc|usr/lib|lib)/systemd/system/docker\\.service(\\.d/.*)?");

  private final HostFiles files;
  private final Location at;
  private final NodeReader read;
  private final Node json;
  private final List<HostFiles.Piece> flags;

  DaemonReader(HostFiles files, Location at) {
    this.files = files;
    this.at = at;
    read = new NodeReader(at.subject());
    json = json();
    flags = files.pieces(SERVICE_FILES);
  }

  DockerDaemon daemon() {
    return new DockerDaemon(
        read.text(property("userns-remap")),
        read.flag(property("no-new-privileges")),
        read.flag(property("icc")),
        read.flag(property("live-restore")),
        read.flag(property("userland-proxy")),
        read.texts(listed("insecure-registries", "insecure-registry")),
        read.entries(listed("default-ulimits", "default-ulimit"), (name, limit) -> name));
  }

  /** The object, nothing where the file is not written, unknown where it cannot be read. */
  private Node json() {
    List<HostFiles.Piece> pieces = files.pieces(JSON);
    if (pieces.isEmpty()) {
      return new Node.Nothing(at);
    }
    String text = String.join("", pieces.stream().map(HostFiles.Piece::text).toList());
    if (!pieces.stream().allMatch(HostFiles.Piece::certain)) {
      return new Node.Unknown("a daemon.json that is written only under a condition", at);
    }
    try {
      Node root = Parser.embedded(text, at);
      return root instanceof Node.Fields
          ? root
          : new Node.Unknown("a daemon.json that holds no object", at);
    } catch (UnreadableSourceException broken) {
      return new Node.Unknown(
          "a daemon.json that "
              + HostFiles.hole(text).map(hole -> "holds " + hole).orElse("is not valid JSON"),
          at);
    }
  }

  private Node property(String name) {
    Node found = json instanceof Node.Fields ? json.entry(name) : json;
    if (found instanceof Node.Nothing) {
      return flag(name).orElseGet(this::notFound);
    }
    return found instanceof Node.Text text && HostFiles.hole(text.text()).isPresent()
        ? new Node.Unknown(HostFiles.hole(text.text()).get(), at)
        : found;
  }

  /** A flag that can be given several times has a name in the singular. */
  private Node listed(String name, String flag) {
    Node found = json instanceof Node.Fields ? json.entry(name) : json;
    if (!(found instanceof Node.Nothing)) {
      return found;
    }
    Node value = flag(flag).orElseGet(this::notFound);
    if (!(value instanceof Node.Text text)) {
      return value;
    }
    return name.equals("default-ulimits")
        ? new Node.Fields(Map.of(text.text().replaceFirst("=.*", ""), text), at)
        : new Node.Items(List.of(text), at);
  }

  private Node notFound() {
    return UserDataReader.notFound(files, at) instanceof Setting.Unresolved<?> unresolved
        ? new Node.Unknown(unresolved.expression(), at)
        : new Node.Nothing(at);
  }

  /** {@code --icc=false}, {@code --live-restore}, {@code --userns-remap default}. */
  private Optional<Node> flag(String name) {
    Pattern flag =
        Pattern.compile(
            "--" + Pattern.quote(name) + "(?![a-z-])(?:[= ]\"?([^\\s\"'-][^\\s\"']*))?");
    for (HostFiles.Piece piece : flags) {
      Matcher found = flag.matcher(piece.text());
      if (found.find()) {
        String value = found.group(1) == null ? "true" : found.group(1);
        return Optional.of(
            UserDataReader.value(value, piece.certain(), at)
                    instanceof Setting.Unresolved<?> unknown
                ? new Node.Unknown(unknown.expression(), at)
                : new Node.Text(value, at));
      }
    }
    return flags.stream()
        .flatMap(piece -> HostFiles.hole(piece.text()).stream())
        .filter(hole -> !hole.equals("${OPTIONS}"))
        .findFirst()
        .map(hole -> new Node.Unknown(hole, at));
  }
}
