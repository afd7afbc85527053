package dev.breakwater.source;

import dev.breakwater.model.EcsAgent;
import dev.breakwater.model.Location;
import dev.breakwater.model.Setting;
import dev.breakwater.model.UserData;
import dev.breakwater.model.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what user data sets of the ECS agent and of the audit system; {@link DaemonReader} reads
 * the Docker daemon's part. What is found is known; what is not found is absent only where nothing
 * else can have set it, and unresolved otherwise.
 */
final class UserDataReader {
  private static final String AGENT = "/etc/ecs/ecs.config";
  private static final Pattern AUDIT_FILES =
      Pattern.compile("/etc/audit/(rules\\.d(/.*)?|audit\\.rules)");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*?)\\s*");
  private static final Pattern WATCHED =
      Pattern.compile("(?:-w\\s+|-F\\s*(?:path|dir)=)[\"']?([^\\s\"']+)");

  /** What Go's {@code strconv.ParseBool} reads as true, by which the agent reads its settings. */
  private static final Set<String> ON = Set.of("1", "t", "T", "true", "TRUE", "True");

  private final HostFiles files;
  private final Location at;

  private UserDataReader(HostFiles files, Location at) {
    this.files = files;
    this.at = at;
  }

  /** The user data, Base64 or plain; a text with placeholders for what is unknown. */
  static Setting<UserData> read(Node node, NodeReader read) {
    Location at = read.at(node);
    if (node instanceof Node.Choice choice) {
      return new Setting.OneOf<>(choice.arms().stream().map(arm -> read(arm, read)).toList(), at);
    }
    if (node instanceof Node.Nothing) {
      return new Setting.Absent<>(at);
    }
    Optional<String> text = text(node);
    return text.isEmpty()
        ? new Setting.Unresolved<>(node.kind(), at)
        : new Setting.Known<>(new UserDataReader(CloudInit.files(text.get()), at).userData(), at);
  }

  /** As far as anything is written; empty where nothing is but a reference. */
  static Optional<String> text(Node node) {
    if (node instanceof Node.Text text) {
      return Optional.of(CloudInit.plain(text.text()));
    }
    return node instanceof Node.Unknown unknown && unknown.expression().contains("${")
        ? Optional.of(unknown.expression())
            .filter(written -> !HostFiles.hole(written).equals(Optional.of(written.strip())))
        : Optional.empty();
  }

  private UserData userData() {
    return new UserData(new DaemonReader(files, at).daemon(), agent(), audited());
  }

  private EcsAgent agent() {
    return new EcsAgent(
        variable("ECS_CLUSTER"),
        variable("ECS_DISABLE_PRIVILEGED").map(ON::contains),
        variable("ECS_AWSVPC_BLOCK_IMDS").map(ON::contains),
        number(variable("ECS_TASK_PIDS_LIMIT")));
  }

  private static Setting<Integer> number(Setting<String> text) {
    if (text.known().isPresent() && !text.known().get().matches("[0-9]{1,9}")) {
      return new Setting.Unresolved<>("a number of processes that is none", text.location());
    }
    return text.map(Integer::valueOf);
  }

  /** The last line that sets it counts. */
  private Setting<String> variable(String name) {
    Setting<String> found = notFound(files, at);
    for (HostFiles.Piece piece : files.pieces(AGENT)) {
      for (String line : piece.text().lines().toList()) {
        Matcher assignment = ASSIGNMENT.matcher(line);
        Optional<String> hole = HostFiles.hole(line);
        if (line.isBlank() || line.strip().startsWith("#")) {
          continue;
        }
        if (assignment.matches() && assignment.group(1).equals(name)) {
          found = value(unquoted(assignment.group(2)), piece.certain(), at);
        } else if (!assignment.matches() && hole.isPresent() && found.isAbsent()) {
          found = new Setting.Unresolved<>(hole.get(), at);
        }
      }
    }
    return found;
  }

  private static String unquoted(String value) {
    return value.matches("(?s)([\"']).*\\1") ? value.substring(1, value.length() - 1) : value;
  }

  /** A text that may have holes, or may not be written at all. */
  static Setting<String> value(String text, boolean certain, Location at) {
    Optional<String> hole = HostFiles.hole(text);
    if (hole.isPresent()) {
      return new Setting.Unresolved<>(hole.get(), at);
    }
    return certain
        ? new Setting.Known<>(text, at)
        : new Setting.Unresolved<>("what the user data writes only under a condition", at);
  }

  /** Absent, unless something that is not written in the user data may have set it. */
  static <T> Setting<T> notFound(HostFiles files, Location at) {
    return files.beyond().isEmpty()
        ? new Setting.Absent<>(at)
        : new Setting.Unresolved<>("what " + files.beyond() + " does in the user data", at);
  }

  private Values<String> audited() {
    List<Setting<String>> paths = new ArrayList<>();
    for (HostFiles.Piece piece : files.pieces(AUDIT_FILES)) {
      for (String line : piece.text().lines().toList()) {
        if (!line.strip().startsWith("#")) {
          Matcher watched = WATCHED.matcher(line);
          if (watched.find()) {
            paths.add(value(watched.group(1), piece.certain(), at));
          } else if (HostFiles.hole(line).isPresent()) {
            paths.add(value(line, piece.certain(), at));
          }
        }
      }
    }
    Setting<String> other = notFound(files, at);
    if (!other.isAbsent()) {
      paths.add(other);
    }
    return new Values.Listed<>(paths, at);
  }

  /** One of its settings, in every arm. */
  static <T> Setting<T> part(Setting<UserData> userData, Function<UserData, Setting<T>> part) {
    if (userData instanceof Setting.Known<UserData> known) {
      return part.apply(known.value());
    }
    if (userData instanceof Setting.OneOf<UserData> choice) {
      return new Setting.OneOf<>(
          choice.arms().stream().map(arm -> part(arm, part)).toList(), choice.location());
    }
    return userData instanceof Setting.Unresolved<UserData> unresolved
        ? new Setting.Unresolved<>(unresolved.expression(), unresolved.location())
        : new Setting.Absent<>(userData.location());
  }
}
