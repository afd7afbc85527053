package dev.breakwater.source;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known of the programs that user data calls: which may write files that it does not name.
 */
final class ShellPrograms {
  /** They run what is written elsewhere. */
  private static final Set<String> RUNS_OTHER_CODE =
      Set.of(
          "bash",
          "sh",
          "zsh",
          "dash",
          "source",
          ".",
          "eval",
          "python",
          "python2",
          "python3",
          "perl",
          "ruby",
          "node",
          "cfn-init",
          "cfn-init.exe",
          "ansible-playbook",
          "ansible-pull",
          "chef-client",
          "puppet",
          "salt-call",
          "make",
          "xargs",
          "envsubst",
          "unzip",
          "tar");

  /** They name files and leave what is in them as it is. */
  private static final Set<String> CHANGES_NOTHING =
      Set.of(
          "mkdir",
          "chmod",
          "chown",
          "chgrp",
          "ls",
          "stat",
          "test",
          "[",
          "[[",
          "grep",
          "systemctl",
          "service",
          "touch",
          "restorecon",
          "logger",
          "head",
          "tail",
          "wc",
          "diff",
          "rm",
          "cp",
          "mv",
          "install",
          "auditctl",
          "jq",
          "yum",
          "dnf",
          "apt-get",
          "echo",
          "printf",
          "cat",
          "tee",
          "set",
          "export",
          "cd",
          "sleep",
          ":");

  private static final Set<String> SHELLS = Set.of("bash", "sh", "zsh", "dash");

  /** Where programs lie that the image does not bring. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("(?s)(\\./|\\.\\./|/opt/|/tmp/|/home/|/root/|/var/|/usr/local/).*");

  private ShellPrograms() {}

  /** The name of the program that is called, without its folder. */
  static String name(List<String> words) {
    return words.get(0).substring(words.get(0).lastIndexOf('/') + 1);
  }

  static boolean isShell(String name) {
    return SHELLS.contains(name);
  }

  static boolean changesNothing(String name) {
    return CHANGES_NOTHING.contains(name);
  }

  /** Whether it may do anything; not where it only gets one of the files of settings. */
  static boolean runsOtherCode(List<String> words) {
    String name = name(words);
    boolean settings = words.size() > 1 && words.get(1).startsWith("/etc/");
    return (RUNS_OTHER_CODE.contains(name) && !settings)
        || (ELSEWHERE.matcher(words.get(0)).matches() && !name.equals("cfn-signal"));
  }
}
