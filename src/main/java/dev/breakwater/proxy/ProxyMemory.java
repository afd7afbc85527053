package dev.breakwater.proxy;

/**
 * What a proxy's settings need of memory, in MiB. A request in flight takes two connections, the
 * client's and the application's, and ordinarily one buffer of each kind: header, body, answer. It
 * can take more for a while (all header buffers, eight of the answer), but not all do at once.
 */
public final class ProxyMemory {
  private static final int NGINX_MEBIBYTES = 8;
  private static final int LEAST_TEMPORARY_MEBIBYTES = 32;

  private final ProxySettings settings;

  /** The memory that settings need. */
  public ProxyMemory(ProxySettings settings) {
    this.settings = settings;
  }

  /** nginx itself, its zones, its connections' buffers and {@link #temporaryMebibytes}. */
  public int mebibytes() {
    return settings.workers() * NGINX_MEBIBYTES
        + rounded(Admission.zoneKibibytes(settings))
        + rounded(connectionKibibytes())
        + temporaryMebibytes();
  }

  /**
   * The tmpfs on {@link ProxyImage#WRITABLE_PATH}: bodies that are kept until they are whole wait
   * there. Room for two of the largest, at least 32 MiB.
   */
  public int temporaryMebibytes() {
    int body =
        settings.streaming().uploads().containsKey("/") ? 0 : settings.largestBodyKibibytes();
    return Math.max(LEAST_TEMPORARY_MEBIBYTES, 2 * rounded(body));
  }

  private int connectionKibibytes() {
    int buffers =
        Serving.HEADER_KIBIBYTES
            + settings.strictness().headerKibibytes()
            + Serving.BODY_KIBIBYTES
            + Serving.ANSWER_KIBIBYTES;
    return settings.workers() * settings.connections() / 2 * buffers;
  }

  private static int rounded(int kibibytes) {
    return (kibibytes + 1023) / 1024;
  }
}
