package dev.breakwater.model;

/**
 * An EBS volume that an instance starts with.
 *
 * @param deviceName such as {@code /dev/xvda}
 * @param encrypted {@code Ebs.Encrypted}; where it is absent the snapshot and the account decide
 */
public record BlockDevice(Setting<String> deviceName, Setting<Boolean> encrypted) {}
