package dev.breakwater.model;

/**
 * The image of a container. The parts are settings of their own, because a CDK asset has a literal
 * tag in a repository that only a deployment knows.
 *
 * @param reference all of it, as {@code image} says
 * @param tag what follows the last colon of the name; absent when there is none
 * @param digest {@code sha256:…}; absent when there is none
 */
public record Image(Setting<String> reference, Setting<String> tag, Setting<String> digest) {}
