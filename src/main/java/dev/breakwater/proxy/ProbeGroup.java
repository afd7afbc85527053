package dev.breakwater.proxy;

import static dev.breakwater.proxy.ProbePath.COMMON;
import static dev.breakwater.proxy.ProbePath.CRS;
import static dev.breakwater.proxy.ProbePath.FAIL2BAN;
import static dev.breakwater.proxy.ProbePath.QUICKHITS;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Paths that scanners ask for, by what they are after. A group is on by default where no ordinary
 * application serves any of it. {@code /.well-known/} is in none of them.
 *
 * <p>Sources: <a
 * href="https://github.com/coreruleset/coreruleset/blob/main/rules/restricted-files.data">CRS</a>
 * (OWASP Core Rule Set, {@code restricted-files.data}), <a
 * href="https://github.com/danielmiessler/SecLists/tree/master/Discovery/Web-Content">quickhits and
 * common</a> (SecLists, {@code quickhits.txt} and {@code common.txt}, which scanners read), <a
 * href="https://github.com/fail2ban/fail2ban/blob/master/config/filter.d/botsearch-common.conf">fail2ban</a>
 * ({@code botsearch-common.conf}), and vulnerabilities by their number.
 */
public enum ProbeGroup {
  /** What a deployed working copy gives away: the source and its history. */
  VERSION_CONTROL(
      true,
      "a working copy that was deployed gives away the source and its history",
      "code hosting, which shows `.gitignore` of its users' projects",
      path("\\.git", "/.git/config", CRS),
      path("\\.git(?:attributes|config|ignore|modules)", "/.gitignore", CRS),
      path("\\.svn", "/.svn/entries", CRS),
      path("\\.hg(?:ignore)?", "/.hg/dirstate", CRS),
      path("\\.bzr", "/.bzr/README", QUICKHITS),
      path("CVS/(?:Entries|Repository|Root)", "/CVS/Root", COMMON)),

  /** Passwords and keys at their usual places. */
  CREDENTIALS(
      true,
      "passwords and keys at their usual places",
      "hosting of home directories",
      path("\\.env(?:rc|[._~-][^/]*)?", "/.env.production", CRS),
      path("\\.(?:aws|azure|docker|gnupg|gsutil|kube|ssh)", "/.aws/credentials", CRS),
      path("\\.ht(?:access|digest|passwd)[^/]*", "/.htpasswd", CRS),
      path("\\.(?:boto|my\\.cnf|netrc|npmrc|pgpass|rhosts|s3cfg)", "/.npmrc", CRS),
      path("\\.[a-z_]{1,12}_history", "/.bash_history", CRS),
      path("\\.(?:bash|csh|tcsh|zsh)rc", "/.bashrc", CRS),
      path("\\.(?:credentials|passwd|secrets)", "/.credentials", CRS),
      path("id_[dr]sa", "/id_rsa", QUICKHITS),
      path("WEB-INF", "/WEB-INF/web.xml", CRS)),

  /** What editors leave beside a source or configuration file. */
  EDITOR_BACKUPS(
      true,
      "a copy that an editor left of a source or configuration file is sent as text",
      "code hosting",
      path(
          "[^/]+\\.(?:aspx?|cfg|cgi|cnf|conf|config|css|env|html?|inc|ini|js|json|jsp|php[0-9]?|phtml|pl"
              + "|properties|py|rb|sh|sql|ts|txt|xml|ya?ml)(?:~|\\.(?:bak|old|orig|save|sw[a-p]))",
          "/config.php.bak",
          QUICKHITS),
      path("\\.[^/]+\\.sw[a-p]", "/.index.php.swp", QUICKHITS)),

  /** What desktops and development tools leave in a folder. */
  WORKSPACE(
      true,
      "what desktops and development tools leave in a folder lists its files and servers",
      "code hosting",
      path("\\.DS_Store", "/.DS_Store", CRS),
      path("(?:Desktop\\.ini|(?:eh)?Thumbs\\.db)", "/Thumbs.db", CRS),
      path("\\.(?:idea|settings|vscode)", "/.idea/workspace.xml", CRS),
      path("nbproject", "/nbproject/project.properties", CRS),
      path("\\.(?:buildpath|classpath|project)", "/.project", QUICKHITS),
      path("__MACOSX", "/__MACOSX", QUICKHITS)),

  /**
   * WordPress's own programs. {@code wp-content} is not among them: moved sites keep its images.
   */
  WORDPRESS(
      true,
      "WordPress's own programs: passwords are guessed there, and holes tried",
      "WordPress",
      path("wp-(?:login|signup)\\.php", "/wp-login.php", FAIL2BAN),
      path(
          "wp-(?:app|cron|load|mail|register|settings|trackback)\\.php",
          "/wp-trackback.php",
          COMMON),
      path("wp-config[^/]*", "/wp-config.php.txt", CRS),
      path("wp-(?:admin|includes)", "/wp-includes/wlwmanifest.xml", COMMON),
      path("xmlrpc\\.php", "/xmlrpc.php", COMMON)),

  /** Web consoles of databases and of PHP itself. */
  PHP_ADMIN(
      true,
      "consoles of databases and of PHP, behind a password that can be guessed",
      "phpMyAdmin and its like",
      path("x?php[-_]?my[-_]?admin(?:-?[0-9][^/]*)?", "/phpMyAdmin-5.2.1/index.php", FAIL2BAN),
      path("(?:mysqladmin|mysql-admin)", "/mysqladmin/", FAIL2BAN),
      path(
          "(?:dbadmin|myadmin|pma|sqladmin)/(?:index|scripts/setup)\\.php",
          "/pma/index.php",
          QUICKHITS),
      path("php(?:ldap|pg|redis)admin", "/phppgadmin/", QUICKHITS),
      path("adminer[^/]*\\.php", "/adminer-4.8.1.php", QUICKHITS),
      path("php[-_]?info\\.php[0-9]?", "/phpinfo.php", CRS)),

  /** Programs that an earlier intruder planted, and a test tool that runs what it is sent. */
  PHP_SHELLS(
      true,
      "programs that run what they are sent: left by an earlier intruder, or a test tool in production",
      "none known",
      path("vendor/phpunit", "/vendor/phpunit/phpunit/phpunit.xml", "CVE-2017-9841"),
      path("eval-stdin\\.php", "/lib/phpunit/Util/PHP/eval-stdin.php", "CVE-2017-9841"),
      path(
          "(?:c99|r57|wso)[0-9.]*(?:shell)?\\.php|(?:php-|simple-)?backdoor\\.php|shell\\.php",
          "/c99shell.php",
          QUICKHITS)),

  /** The web pages of routers, gateways and old servers. */
  APPLIANCES(
      true,
      "pages of routers, gateways and old servers that run commands",
      "CGI programs",
      path("cgi-bin", "/cgi-bin/luci", FAIL2BAN),
      path("GponForm", "/GponForm/diag_Form", "CVE-2018-10561"),
      path("boaform", "/boaform/admin/formLogin", "CVE-2022-30023"),
      path("dana-na", "/dana-na/auth/url_default/welcome.cgi", COMMON)),

  /** Copies and dumps by any name. Off by default: applications let people download such files. */
  DUMPS(
      false,
      "a whole site or database in one file",
      "downloads of what people have uploaded",
      path("[^/]+(?:~|\\.(?:bak|old|orig|save|sw[a-p]))", "/index.bak", QUICKHITS),
      path("[^/]+\\.(?:mdb|sql|sqlite)(?:\\.(?:7z|bz2|gz|tgz|xz|zip))?", "/dump.sql.gz", CRS),
      path(
          "(?:backups?|database|db|dump|home|htdocs|site|sql|www)\\.(?:7z|rar|tar|tar\\.bz2|tar\\.gz|tgz|zip)",
          "/backup.zip",
          QUICKHITS)),

  /** Server-side programs by their ending. Off by default: old applications' links end so. */
  SCRIPTS(
      false,
      "server-side programs, where the application is none of them",
      "applications in PHP, ASP, JSP or CGI, and links to their predecessors",
      path("[^/]+\\.(?:asmx|aspx?|cfm|cgi|jspx?|php[0-9]?|phtml|pl)", "/register.php", QUICKHITS)),

  /** Files of a build. Off by default: a web application may publish some of them. */
  BUILD_FILES(
      false,
      "names and versions of what the application is made of",
      "package indexes, and applications that publish their own `package.json`",
      path("(?:bower|composer|npm-shrinkwrap|package(?:-lock)?)\\.json", "/package.json", CRS),
      path("(?:composer|Gemfile|yarn)\\.lock", "/composer.lock", CRS),
      path("(?:docker-)?compose\\.ya?ml", "/docker-compose.yml", CRS),
      path("(?:Dockerfile|Gemfile|Vagrantfile)", "/Dockerfile", QUICKHITS),
      path("\\.(?:dockerignore|gitlab-ci\\.yml|travis\\.yml)", "/.gitlab-ci.yml", CRS),
      path("web\\.config", "/web.config", CRS)),

  /** Frameworks' own pages. Off by default: applications serve them, on purpose or not. */
  DIAGNOSTICS(
      false,
      "memory, environment and traffic of the application itself",
      "applications that serve these pages on purpose; `/actuator/health` and `/actuator/info` are left alone",
      path("actuator/(?!health|info)[^/]+", "/actuator/heapdump", QUICKHITS),
      path("(?:heapdump|jolokia|telescope)", "/jolokia/list", QUICKHITS),
      path("server-(?:info|status)", "/server-status", QUICKHITS),
      path("(?:nginx_status|stub-status)", "/nginx_status", QUICKHITS),
      path("Trace\\.axd", "/Trace.axd", QUICKHITS));

  private final boolean byDefault;
  private final String reason;
  private final String servedBy;

  @SuppressWarnings("ImmutableEnumChecker") // A copy that nobody can change.
  private final List<ProbePath> paths;

  ProbeGroup(boolean byDefault, String reason, String servedBy, ProbePath... paths) {
    this.byDefault = byDefault;
    this.reason = reason;
    this.servedBy = servedBy;
    this.paths = List.of(paths);
  }

  private static ProbePath path(String pattern, String example, String source) {
    return new ProbePath(pattern, example, source);
  }

  /** Whether the group is on unless it is switched off. */
  public boolean byDefault() {
    return byDefault;
  }

  /** Why scanners ask for it. */
  public String reason() {
    return reason;
  }

  /** Whose own pages the group refuses: these switch it off. */
  public String servedBy() {
    return servedBy;
  }

  /** What the group refuses. */
  public List<ProbePath> paths() {
    return paths;
  }

  /**
   * One expression for nginx's decoded and normalised {@code $uri}: eight would cost a microsecond
   * more. Windows drops dots and spaces at a name's end, servlet containers what follows a
   * semicolon.
   */
  static String regularExpression(Collection<ProbeGroup> groups) {
    return groups.stream()
        .flatMap(group -> group.paths.stream())
        .map(ProbePath::pattern)
        .collect(Collectors.joining("|", "~*/(?:", ")[ .]*(?:[/;]|\\z)"));
  }
}
