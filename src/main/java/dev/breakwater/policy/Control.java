package dev.breakwater.policy;

/** A control of somebody else's catalogue that asks for what a rule asks for: each once. */
public enum Control {
  CIS_DOCKER_5_5("CIS Docker 1.6", "5.5", Links.CIS_DOCKER);

  private final String catalogue;
  private final String number;
  private final String link;

  Control(String catalogue, String number, String link) {
    this.catalogue = catalogue;
    this.number = number;
    this.link = link;
  }

  /** Whose catalogue, and its version. */
  public String catalogue() {
    return catalogue;
  }

  /** The control's number there. */
  public String number() {
    return number;
  }

  /** Where to read it. */
  public String link() {
    return link;
  }

  private static final class Links {
    static final String CIS_DOCKER = "https://www.cisecurity.org/benchmark/docker";
  }
}
