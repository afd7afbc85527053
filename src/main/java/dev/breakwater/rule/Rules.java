package dev.breakwater.rule;

import dev.breakwater.policy.Level;
import dev.breakwater.policy.Policy;
import dev.breakwater.policy.Rule;
import java.util.List;

/** The rules there are. */
public final class Rules {

  /** All of them, by name; a rule that is not in this list judges nothing, and a test finds it. */
  public static final List<Rule> ALL =
      List.of(
          new AuditedDaemon(),
          new AwsvpcNetwork(),
          new CheckedHealth(),
          new ConsistentRemapping(),
          new ContainerInsights(),
          new DroppedCapabilities(),
          new EncryptedEfsTransit(),
          new EncryptedHostVolumes(),
          new GuardedTmpfs(),
          new HardenedAgent(),
          new HardenedDaemon(),
          new ImdsOneHop(),
          new Imdsv2Only(),
          new InitProcess(),
          new LatestPlatformVersion(),
          new LimitedCpu(),
          new LimitedMemory(),
          new LoggedExec(),
          new ManagedTerminationProtection(),
          new NoDangerousCapability(),
          new NoDisabledConfinement(),
          new NoExec(),
          new NoHostDevice(),
          new NoHostIpc(),
          new NoHostNetwork(),
          new NoHostProcesses(),
          new NoNewPrivileges(),
          new NoPrivilegedContainer(),
          new NoPrivilegedPort(),
          new NoPublicIp(),
          new NoRuntimeSocket(),
          new NoSecretInEnvironment(),
          new NoSensitiveHostMount(),
          new NoSshKey(),
          new NoTerminal(),
          new NoUnsafeSysctl(),
          new NonBlockingLogs(),
          new NonRootGroup(),
          new NonRootUser(),
          new PinnedImage(),
          new ReadOnlyRootFilesystem(),
          new RemappedUsers(),
          new RollbackOnFailure(),
          new SeparateTaskRole(),
          new ShippedLogs(),
          new SupportedSettings(),
          new WindowsNonAdminUser(),
          new WorkingExec());

  private static final Policy BASELINE = Policy.of(Level.BASELINE, ALL);
  private static final Policy RESTRICTED = Policy.of(Level.RESTRICTED, ALL);

  private Rules() {}

  /** The rules against known ways to break out and to leak. */
  public static Policy baseline() {
    return BASELINE;
  }

  /** All rules: the hardened state. */
  public static Policy restricted() {
    return RESTRICTED;
  }
}
