package dev.breakwater.rule;

import static dev.breakwater.policy.Verdict.each;
import static dev.breakwater.policy.Verdict.forbid;
import static dev.breakwater.policy.Verdict.require;

import dev.breakwater.model.Container;
import dev.breakwater.model.Tmpfs;
import dev.breakwater.policy.ContainerRule;
import dev.breakwater.policy.Fix;
import dev.breakwater.policy.Guard;
import dev.breakwater.policy.Level;
import dev.breakwater.policy.RuleInfo;
import dev.breakwater.policy.Severity;
import dev.breakwater.policy.Verdict;
import java.util.List;
import java.util.Set;

/**
 * Forbids the mount options that take Docker's guards from a tmpfs, and requires a size. Docker
 * mounts with {@code noexec,nosuid,nodev} when nothing is said (moby, {@code withMounts}), and a
 * later option overrides.
 */
@RuleInfo(
    title = "A tmpfs has a size and cannot hold programs",
    severity = Severity.MEDIUM,
    level = Level.RESTRICTED,
    rationale =
        "A tmpfs is often the only writable place in a container: with exec an intruder "
            + "runs tools from it, with suid and dev they get at more, and without a size it "
            + "fills the memory.",
    remediation = "Take exec, suid and dev out of mountOptions and set size, in MiB.",
    proof =
        "/proc/PID/mountinfo shows /tmp with nosuid, nodev, noexec and its size for every process of the task that `breakwater up` runs (`UpServesTest`).")
@Fix(
    api =
        """
        linuxParameters:
          tmpfs:
            - containerPath: /tmp
              size: 64
              mountOptions: [noexec, nosuid, nodev]
        """,
    cdk =
        """
        LinuxParameters linux = new LinuxParameters(this, "Linux");
        linux.addTmpfs(
            Tmpfs.builder()
                .containerPath("/tmp")
                .size(64)
                .mountOptions(
                    List.of(TmpfsMountOption.NOEXEC, TmpfsMountOption.NOSUID, TmpfsMountOption.NODEV))
                .build());
        """)
@Guard(
    value =
        """
        LinuxParameters.Tmpfs !exists OR
        LinuxParameters.Tmpfs empty OR
        LinuxParameters.Tmpfs[*] {
          Size > 0 OR Size == /^[1-9][0-9]{0,8}$/
          MountOptions !exists OR
          MountOptions empty OR
          MountOptions[*] != /(^|,)(exec|suid|dev)(,|$)|\\{\\{resolve:/
        }
        """)
public final class GuardedTmpfs implements ContainerRule {

  private static final Set<String> LOOSENING = Set.of("exec", "suid", "dev");

  @Override
  public Verdict judge(Container container) {
    return each(container.linuxParameters().tmpfs(), (tmpfs, at) -> judge(tmpfs));
  }

  private static Verdict judge(Tmpfs tmpfs) {
    String path = tmpfs.containerPath().known().map(known -> " " + known).orElse("");
    return forbid(
            tmpfs.mountOptions(),
            GuardedTmpfs::loosens,
            option -> "tmpfs" + path + " is mounted with " + option)
        .and(require(tmpfs.size(), size -> size > 0, "tmpfs" + path + " has no size"));
  }

  /** Docker gets the options with commas between them, so one entry can hold several. */
  private static boolean loosens(String options) {
    return List.of(options.split(",", -1)).stream().anyMatch(LOOSENING::contains);
  }
}
