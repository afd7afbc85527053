package dev.breakwater.model;

/**
 * One of {@code secrets}: a variable whose value ECS fetches when the task starts.
 *
 * @param name the variable's name
 * @param valueFrom the ARN of the Secrets Manager secret or SSM parameter
 */
public record Secret(Setting<String> name, Setting<String> valueFrom) {}
