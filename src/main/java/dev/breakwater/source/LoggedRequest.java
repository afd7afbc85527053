package dev.breakwater.source;

/**
 * One request of the proxy's JSON access log, as far as a limit cares.
 *
 * @param loggedAt when it was over, in milliseconds since 1970 ({@code msec})
 * @param arrivedAt when it came in, likewise ({@code msec} less {@code seconds})
 * @param client the address, as the log has it
 * @param limited whether the client's limit counted it: {@code limit} is not empty, or not there,
 *     and {@code class} names no other reason to refuse it
 * @param standsFor how many requests the line stands for: more than one where only samples of
 *     refused requests are logged; at least 1
 */
public record LoggedRequest(
    long loggedAt, long arrivedAt, String client, boolean limited, int standsFor) {}
