/**
 * A task on this machine's Docker engine, run as ECS would run it; nothing but the docker command
 * line is used.
 */
package dev.breakwater.docker;
