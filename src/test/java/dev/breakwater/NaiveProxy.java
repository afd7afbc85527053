package dev.breakwater;

import dev.breakwater.proxy.ProxyImage;
import dev.breakwater.proxy.ProxySettings;
import dev.breakwater.proxy.Upstream;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/**
 * The twin that shows that a test of the proxy can fail: the same image with the configuration of
 * the old book, 4 workers, 768 connections and {@code proxy_pass} alone.
 */
public final class NaiveProxy {
  private NaiveProxy() {}

  /** The proxy's build context with the naive configuration. */
  public static SortedMap<String, byte[]> buildContext(Upstream upstream) {
    SortedMap<String, byte[]> context =
        ProxyImage.buildContext(ProxySettings.builder(upstream).build());
    context.put("nginx.conf", configuration(upstream).getBytes(StandardCharsets.UTF_8));
    return context;
  }

  /**
   * What nginx 1.29.7 made the default, HTTP/1.1 and kept connections to the application, is
   * written out as it was before. Pid, temporary files and the health socket are where the image
   * can have them.
   */
  private static String configuration(Upstream upstream) {
    return """
    daemon off;
    pid /tmp/nginx.pid;
    error_log stderr;
    worker_processes 4;
    worker_rlimit_nofile 4096;
    events {
        worker_connections 768;
    }
    http {
        access_log /dev/stdout;
        client_body_temp_path /tmp/client_body;
        proxy_temp_path /tmp/proxy;
        fastcgi_temp_path /tmp/fastcgi;
        uwsgi_temp_path /tmp/uwsgi;
        scgi_temp_path /tmp/scgi;
        server {
            listen 8080;
            location / {
                proxy_pass http://%s;
                proxy_http_version 1.0;
                proxy_set_header Connection close;
            }
        }
        server {
            listen unix:/tmp/health.sock;
            access_log off;
            location = /health {
                return 200;
            }
        }
    }
    """
        .formatted(
            upstream instanceof Upstream.UnixSocket socket
                ? "unix:" + socket.path()
                : ((Upstream.Tcp) upstream).host() + ":" + ((Upstream.Tcp) upstream).port());
  }
}
