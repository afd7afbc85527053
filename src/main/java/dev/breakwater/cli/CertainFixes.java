package dev.breakwater.cli;

import dev.breakwater.model.Inventory;
import dev.breakwater.model.Platform;
import dev.breakwater.model.TaskDefinition;
import dev.breakwater.policy.Finding;
import dev.breakwater.policy.Outcome;
import dev.breakwater.policy.Subject;
import dev.breakwater.source.Edit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The findings whose fix is certain: one value alone is right, and nobody has to be asked for a
 * number, a name or a decision. What a fix may break all the same (an application that writes to
 * its root filesystem) is what the rule is for.
 *
 * <p>Not here, on purpose: a user, a size of memory, CPU or tmpfs, an image's digest, a health
 * check (they must be known), a network, process or IPC mode, a volume, a device, a public address,
 * the exec switch (somebody chose them, and has to choose something else).
 */
final class CertainFixes {
  private static final Map<String, String> TMPFS =
      Map.of("exec", "noexec", "suid", "nosuid", "dev", "nodev");
  private static final Map<String, String> NEW_PRIVILEGES =
      Map.of(
          "no-new-privileges:false", "no-new-privileges",
          "no-new-privileges=false", "no-new-privileges");

  private CertainFixes() {}

  /** The edits that make the rule pass; none where only a person can say. */
  static List<List<Edit>> of(Finding finding, Inventory inventory) {
    if (finding.problem().outcome() != Outcome.FAIL) {
      return List.of();
    }
    Edits edits = new Edits(finding);
    return switch (finding.rule().id()) {
      case "dropped-capabilities" ->
          edits.one(edits.add("ALL", "linuxParameters", "capabilities", "drop"));
      case "encrypted-efs-transit" ->
          edits.one(
              edits.put("ENABLED", "volumes", "*", "efsVolumeConfiguration", "transitEncryption"));
      case "guarded-tmpfs" ->
          edits.one(edits.swap(TMPFS, "linuxParameters", "tmpfs", "*", "mountOptions"));
      case "imds-one-hop" -> edits.imds(1, "httpPutResponseHopLimit");
      case "imdsv2-only" -> edits.imds("required", "httpTokens");
      case "init-process" -> edits.one(edits.put(true, "linuxParameters", "initProcessEnabled"));
      case "latest-platform-version" -> edits.one(edits.put("LATEST", "platformVersion"));
      case "no-new-privileges" ->
          isOnlyEc2(finding, inventory) ? edits.noNewPrivileges() : List.of();
      case "no-privileged-container" -> edits.one(edits.put(false, "privileged"));
      case "no-terminal" ->
          List.of(
              List.of(edits.put(false, "pseudoTerminal")),
              List.of(edits.put(false, "interactive")));
      case "non-blocking-logs" ->
          edits.one(edits.put("non-blocking", "logConfiguration", "options", "=mode"));
      case "read-only-root-filesystem" -> edits.one(edits.put(true, "readonlyRootFilesystem"));
      case "rollback-on-failure" -> edits.rollback();
      default -> List.of();
    };
  }

  /** Fargate and Managed Instances refuse dockerSecurityOptions. */
  private static boolean isOnlyEc2(Finding finding, Inventory inventory) {
    Set<Platform> host = EnumSet.of(Platform.EC2, Platform.EXTERNAL);
    return inventory.taskDefinitions().stream()
        .filter(task -> task.resource().equals(finding.subject().resource()))
        .map(TaskDefinition::platforms)
        .allMatch(host::containsAll);
  }

  /** Edits of one finding's subject; several ways are tried in their order. */
  private record Edits(Finding finding) {

    List<List<Edit>> one(Edit edit) {
      return List.of(List.of(edit));
    }

    Edit put(Object value, String... path) {
      return edit(new Edit.Put(value), path);
    }

    Edit add(String item, String... path) {
      return edit(new Edit.Add(item), path);
    }

    Edit swap(Map<String, String> items, String... path) {
      return edit(new Edit.Swap(items), path);
    }

    /** A launch template keeps it one level deeper than a launch configuration. */
    List<List<Edit>> imds(Object value, String name) {
      return List.of(
          List.of(put(value, "launchTemplateData", "metadataOptions", name)),
          List.of(put(value, "metadataOptions", name)));
    }

    List<List<Edit>> noNewPrivileges() {
      return List.of(
          List.of(swap(NEW_PRIVILEGES, "dockerSecurityOptions")),
          List.of(add("no-new-privileges", "dockerSecurityOptions")));
    }

    List<List<Edit>> rollback() {
      List<Edit> both = new ArrayList<>();
      for (String name : List.of("enable", "rollback")) {
        both.add(put(true, "deploymentConfiguration", "deploymentCircuitBreaker", name));
      }
      return List.of(both);
    }

    private Edit edit(Edit.Change change, String... path) {
      return new Edit(
          finding.subject().resource(),
          finding.subject().kind() == Subject.Kind.CONTAINER,
          finding.location(),
          Arrays.asList(path),
          change);
    }
  }
}
