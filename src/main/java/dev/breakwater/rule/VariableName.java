package dev.breakwater.rule;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of an environment variable as a compound of words: {@code DB_PASSWORD}, {@code
 * db.password} and {@code dbPassword} are the same two.
 *
 * <p>The last word of a compound says what it is: {@code TOKEN_BUCKET_SIZE} is a size, {@code
 * DB_PASSWORD_FILE} a file, and neither is a secret.
 *
 * @param words in lower case, without digits at their ends
 */
record VariableName(List<String> words) {
  private static final Pattern BETWEEN =
      Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
  private static final Pattern NUMBERING = Pattern.compile("(?<![0-9])[0-9]+$");

  /** Also where they end a longer word, as in {@code PGPASSWORD}. */
  private static final Map<String, String> SECRETS =
      Map.ofEntries(
          Map.entry("password", "a password"),
          Map.entry("passwords", "passwords"),
          Map.entry("passwd", "a password"),
          Map.entry("pwd", "a password"),
          Map.entry("passphrase", "a password"),
          Map.entry("secret", "a secret"),
          Map.entry("secrets", "secrets"),
          Map.entry("token", "a token"),
          Map.entry("tokens", "tokens"),
          Map.entry("apikey", "an API key"),
          Map.entry("apikeys", "API keys"),
          Map.entry("privatekey", "a private key"),
          Map.entry("secretkey", "a secret key"),
          Map.entry("connectionstring", "a connection string"),
          Map.entry("credential", "credentials"),
          Map.entry("credentials", "credentials"));

  private static final Set<String> NO_SECRETS =
      Set.of(
          ("age alg algorithm arn audience bucket count days dir directory enabled encoder endpoint"
                  + " expiration expires expiry field file format header host hours interval issuer"
                  + " length lifetime limit max method min minutes mode name names path policy port"
                  + " prefix provider region required rotation scope scopes seconds size timeout ttl"
                  + " type uri url version")
              .split(" "));

  VariableName {
    words = List.copyOf(words);
  }

  static VariableName of(String name) {
    return new VariableName(
        Stream.of(BETWEEN.split(name))
            .map(word -> NUMBERING.matcher(word).replaceFirst("").toLowerCase(Locale.ROOT))
            .filter(word -> !word.isEmpty())
            .toList());
  }

  /** What kind of secret the name says; empty when it says none. */
  Optional<String> secret() {
    if (words.isEmpty()) {
      return Optional.empty();
    }
    String last = words.get(words.size() - 1);
    if (NO_SECRETS.contains(last)) {
      return Optional.empty();
    }
    if (last.equals("pass")) {
      return Optional.of("a password");
    }
    String before = "";
    for (String word : words) {
      String pair = before + word;
      Optional<String> kind = kind(word).or(() -> Optional.ofNullable(SECRETS.get(pair)));
      if (kind.isPresent()) {
        return kind;
      }
      before = word;
    }
    return Optional.empty();
  }

  private static Optional<String> kind(String word) {
    return SECRETS.entrySet().stream()
        .filter(secret -> word.endsWith(secret.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
