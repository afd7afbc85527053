package dev.breakwater.model;

/**
 * What user data sets of the Docker daemon: in {@code /etc/docker/daemon.json}, or by flags in the
 * files of its service.
 *
 * @param usernsRemap {@code userns-remap}: the user to whose subordinate range containers are
 *     mapped, such as {@code default}
 * @param noNewPrivileges {@code no-new-privileges}
 * @param icc {@code icc}: whether containers on the default bridge reach each other
 * @param liveRestore {@code live-restore}
 * @param userlandProxy {@code userland-proxy}
 * @param insecureRegistries {@code insecure-registries}
 * @param defaultUlimits the names in {@code default-ulimits}
 */
public record DockerDaemon(
    Setting<String> usernsRemap,
    Setting<Boolean> noNewPrivileges,
    Setting<Boolean> icc,
    Setting<Boolean> liveRestore,
    Setting<Boolean> userlandProxy,
    Values<String> insecureRegistries,
    Values<String> defaultUlimits) {}
