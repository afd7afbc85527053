package dev.breakwater.model;

/**
 * One of {@code systemControls}.
 *
 * @param namespace the sysctl's name
 * @param value its value
 */
public record SystemControl(Setting<String> namespace, Setting<String> value) {}
