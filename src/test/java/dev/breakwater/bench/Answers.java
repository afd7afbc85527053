package dev.breakwater.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the open-loop client of {@code src/bench/peers/load.c} counted, and its latencies. */
record Answers(Map<String, Long> values) {
  private static final Pattern VALUE = Pattern.compile("(\\w+)=(-?\\d+)");

  static Answers parse(String line) {
    Map<String, Long> values = new HashMap<>();
    Matcher matcher = VALUE.matcher(line);
    while (matcher.find()) {
      values.put(matcher.group(1), Long.valueOf(matcher.group(2)));
    }
    return new Answers(Map.copyOf(values));
  }

  long get(String name) {
    Long value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("no " + name + " in " + values);
    }
    return value;
  }

  /** Milliseconds of the 99th percentile, from when each request was due. */
  double p99() {
    return get("p99") / 1000.0;
  }

  double percentOk() {
    return 100.0 * get("ok") / get("sent");
  }
}
