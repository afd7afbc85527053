package dev.breakwater.proxy;

import java.util.List;

/**
 * A request that two programs may read in two ways. {~code ~} stands for a mark by which the test
 * knows again what arrives.
 */
record Shape(String name, String text) {
  private static final String HOST = " HTTP/1.1\r\nHost: example.com\r\n";
  private static final String GET = "GET /~" + HOST;
  private static final String POST = "POST /~" + HOST;
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n";
  private static final String SMUGGLED = "GET /~-smuggled" + HOST + "\r\n";
  private static final String LAST_CHUNK = "0\r\n\r\n";
  private static final String END = "\r\n";

  /** The bytes, with the mark in their place. */
  String bytes(String mark) {
    return text.replace("~", mark);
  }

  @Override
  public String toString() {
    return name;
  }

  static List<Shape> all() {
    return List.of(
        // Two framings.
        shape(
            "length and chunked",
            POST
                + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
                + LAST_CHUNK
                + SMUGGLED),
        shape(
            "chunked and length",
            CHUNKED + "Content-Length: 4\r\n\r\n32\r\n" + SMUGGLED + LAST_CHUNK),
        shape(
            "two lengths", POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello" + SMUGGLED),
        shape("one length twice", POST + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
        shape("list of lengths", POST + "Content-Length: 5, 5\r\n\r\nhello"),
        shape("length with plus", POST + "Content-Length: +5\r\n\r\nhello"),
        shape("length with minus", POST + "Content-Length: -5\r\n\r\nhello"),
        shape("length in hex", POST + "Content-Length: 0x5\r\n\r\nhello"),
        shape("length with a leading zero", POST + "Content-Length: 05\r\n\r\nhello"),
        shape("length with trailing text", POST + "Content-Length: 5 6\r\n\r\nhello"),
        shape("length with a fraction", POST + "Content-Length: 5.0\r\n\r\nhello"),
        shape("length beyond 64 bits", POST + "Content-Length: 18446744073709551621\r\n\r\nhello"),
        shape("empty length", POST + "Content-Length:\r\n\r\n" + SMUGGLED),
        shape("length under an underscore", POST + "Content_Length: 5\r\n\r\n"),
        shape("length after a tab", POST + "Content-Length:\t5\r\n\r\nhello"),
        // Transfer-Encoding in disguise.
        shape(
            "coding after a tab",
            POST + "Transfer-Encoding:\tchunked\r\n\r\n" + LAST_CHUNK + SMUGGLED),
        shape(
            "coding after a vertical tab",
            POST + "Transfer-Encoding: \u000bchunked\r\n\r\n" + LAST_CHUNK + SMUGGLED),
        shape("coding in capitals", POST + "Transfer-Encoding: CHUNKED\r\n\r\n" + LAST_CHUNK),
        shape(
            "coding with a prefix",
            POST + "Transfer-Encoding: xchunked\r\n\r\n" + LAST_CHUNK + SMUGGLED),
        shape(
            "coding with a suffix",
            POST + "Transfer-Encoding: chunkedx\r\n\r\n" + LAST_CHUNK + SMUGGLED),
        shape(
            "coding in quotes",
            POST + "Transfer-Encoding: \"chunked\"\r\n\r\n" + LAST_CHUNK + SMUGGLED),
        shape(
            "coding with a parameter",
            POST + "Transfer-Encoding: chunked;a=b\r\n\r\n" + LAST_CHUNK + SMUGGLED),
        shape(
            "coding identity",
            POST + "Transfer-Encoding: identity\r\nContent-Length: 5\r\n\r\nhello"),
        shape(
            "coding chunked, identity",
            POST + "Transfer-Encoding: chunked, identity\r\n\r\n" + LAST_CHUNK + SMUGGLED),
        shape(
            "coding gzip, chunked",
            POST + "Transfer-Encoding: gzip, chunked\r\n\r\n" + LAST_CHUNK + SMUGGLED),
        shape(
            "coding with an empty list item",
            POST + "Transfer-Encoding: , chunked\r\n\r\n" + LAST_CHUNK + SMUGGLED),
        shape("coding twice", CHUNKED + "Transfer-Encoding: chunked\r\n\r\n" + LAST_CHUNK),
        shape(
            "coding cow behind chunked",
            CHUNKED + "Transfer-Encoding: cow\r\n\r\n" + LAST_CHUNK + SMUGGLED),
        shape(
            "coding before its colon a space",
            POST + "Transfer-Encoding : chunked\r\n\r\n" + LAST_CHUNK + SMUGGLED),
        shape(
            "coding under an underscore",
            POST + "Transfer_Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + LAST_CHUNK),
        shape(
            "coding on a folded line",
            POST + "Transfer-Encoding:\r\n chunked\r\n\r\n" + LAST_CHUNK + SMUGGLED),
        shape(
            "coding behind a bare LF",
            POST + "X: y\nTransfer-Encoding: chunked\r\n\r\n" + LAST_CHUNK),
        shape(
            "coding behind a bare CR",
            POST + "X: y\rTransfer-Encoding: chunked\r\n\r\n" + LAST_CHUNK + SMUGGLED),
        shape("coding in HTTP/1.0", CHUNKED.replace("1.1", "1.0") + "\r\n" + LAST_CHUNK + SMUGGLED),
        shape(
            "coding of a GET",
            GET + "Transfer-Encoding: chunked\r\n\r\n5;\r\nhello\r\n" + LAST_CHUNK),
        // Chunks.
        shape("chunk size with 0x", CHUNKED + "\r\n0x5\r\nhello\r\n" + LAST_CHUNK),
        shape("chunk size with plus", CHUNKED + "\r\n+5\r\nhello\r\n" + LAST_CHUNK),
        shape("chunk size with minus", CHUNKED + "\r\n-5\r\nhello\r\n" + LAST_CHUNK),
        shape("chunk size with a space before", CHUNKED + "\r\n 5\r\nhello\r\n" + LAST_CHUNK),
        shape(
            "chunk size with leading zeros",
            CHUNKED + "\r\n0000000000000000005\r\nhello\r\n" + LAST_CHUNK),
        shape(
            "chunk size beyond 64 bits",
            CHUNKED + "\r\n10000000000000005\r\nhello\r\n" + LAST_CHUNK),
        shape("chunk size missing", CHUNKED + "\r\n\r\nhello\r\n" + LAST_CHUNK),
        shape("chunk size ended by LF", CHUNKED + "\r\n5\nhello\r\n" + LAST_CHUNK),
        shape("chunk ended by LF", CHUNKED + "\r\n5\r\nhello\n" + LAST_CHUNK),
        shape("chunk longer than its size", CHUNKED + "\r\n4\r\nhello\r\n" + LAST_CHUNK),
        shape("chunk extension", CHUNKED + "\r\n5;a=b\r\nhello\r\n" + LAST_CHUNK),
        shape("chunk extension with LF", CHUNKED + "\r\n5;a\nhello\r\n" + LAST_CHUNK),
        shape("chunk extension with CR", CHUNKED + "\r\n5;a\rb\r\nhello\r\n" + LAST_CHUNK),
        shape("last chunk of many zeros", CHUNKED + "\r\n000\r\n\r\n"),
        shape(
            "trailers that name the client",
            CHUNKED + "Trailer: X-Forwarded-For\r\n\r\n0\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n"),
        // Lines.
        shape("bare LF", GET.replace("\r\n", "\n") + "\n"),
        shape("bare LF at the end", GET + "\n"),
        shape("bare CR between headers", GET.replace("com\r\n", "com\r") + "X: y\r\n\r\n"),
        shape("CR CR LF", GET + "X: y\r\r\n\r\n"),
        shape("folded header", GET + "X: a\r\n b\r\n\r\n"),
        shape("folded first header", "GET /~ HTTP/1.1\r\n X: a\r\nHost: example.com\r\n\r\n"),
        shape("space before the colon", GET + "X : a\r\n\r\n"),
        shape("tab before the colon", GET + "X\t: a\r\n\r\n"),
        shape("no colon", GET + "X\r\n\r\n"),
        shape("empty name", GET + ": a\r\n\r\n"),
        shape("NUL in a header", GET + "X: a\0b\r\n\r\n"),
        shape("NUL in a name", GET + "X\0: a\r\n\r\n"),
        shape("control byte in a name", GET + "X\u0001: a\r\n\r\n"),
        shape("byte beyond ASCII in a name", GET + "X\u00e9: a\r\n\r\n"),
        // The request line.
        shape("HTTP/0.9", "GET /~\r\n"),
        shape("HTTP/0.9 with headers", "GET /~\r\nHost: example.com\r\n\r\n"),
        shape("HTTP/1.1 without Host", "GET /~ HTTP/1.1\r\n\r\n"),
        shape("HTTP/1.0 without Host", "GET /~ HTTP/1.0\r\n\r\n"),
        shape("HTTP/1.2", GET.replace("1.1", "1.2") + END),
        shape("HTTP/1.10", GET.replace("1.1", "1.10") + END),
        shape("HTTP/01.1", GET.replace("1.1", "01.1") + END),
        shape("HTTP/3.0", GET.replace("1.1", "3.0") + END),
        shape("http/1.1", GET.replace("HTTP", "http") + END),
        shape("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        shape("TLS", "\u0016\u0003\u0001\0\u0005\u0001\0\0\u0001~"),
        shape("two spaces", "GET  /~  HTTP/1.1\r\nHost: example.com\r\n\r\n"),
        shape("space at the end", "GET /~ HTTP/1.1 \r\nHost: example.com\r\n\r\n"),
        shape("tabs for spaces", "GET\t/~\tHTTP/1.1\r\nHost: example.com\r\n\r\n"),
        shape("space in the target", "GET /~ x HTTP/1.1\r\nHost: example.com\r\n\r\n"),
        shape("method in small letters", GET.replace("GET", "get") + END),
        shape("method with a control byte", GET.replace("GET", "G\u0001T") + END),
        shape("CONNECT", "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n"),
        shape("CONNECT with a path", GET.replace("GET", "CONNECT") + END),
        shape("TRACE", GET.replace("GET", "TRACE") + END),
        shape("target *", "OPTIONS * HTTP/1.1\r\nHost: example.com\r\nX: ~\r\n\r\n"),
        shape(
            "target with an authority",
            "GET example.com:80 HTTP/1.1\r\nHost: example.com\r\nX: ~\r\n\r\n"),
        shape("absolute target", "GET http://example.com/~" + HOST + END),
        shape("absolute target of another host", "GET http://evil.example/~" + HOST + END),
        shape("absolute target of another scheme", "GET ftp://evil.example/~" + HOST + END),
        shape("absolute target with a user", "GET http://example.com@evil.example/~" + HOST + END),
        // The target.
        shape("NUL in the target", "GET /~\0x" + HOST + END),
        shape("control byte in the target", "GET /~\u0001x" + HOST + END),
        shape("byte beyond ASCII in the target", "GET /~\u00c0\u00ae" + HOST + END),
        shape("encoded NUL", "GET /~%00x" + HOST + END),
        shape("encoded CR LF", "GET /~%0d%0aSet-Cookie:a" + HOST + END),
        shape("encoded control byte", "GET /~%1b" + HOST + END),
        shape("broken encoding", "GET /~%zz" + HOST + END),
        shape("fragment", "GET /~#x" + HOST + END),
        shape("above the root", "GET /../~" + HOST + END),
        shape("encoded above the root", "GET /%2e%2e/~" + HOST + END),
        shape("path parameter on ..", "GET /x/..;/~" + HOST + END),
        shape("path parameter on an encoded ..", "GET /x/%2E%2e%3B/~" + HOST + END),
        shape("backslash", "GET /x\\..\\~" + HOST + END),
        // Host.
        shape("two Hosts", GET + "Host: evil.example\r\n\r\n"),
        shape("one Host twice", GET + "Host: example.com\r\n\r\n"),
        shape("empty Host", "GET /~ HTTP/1.1\r\nHost:\r\n\r\n"),
        shape("Host with a user", "GET /~ HTTP/1.1\r\nHost: a@example.com\r\n\r\n"),
        shape("Host with a path", "GET /~ HTTP/1.1\r\nHost: example.com/x\r\n\r\n"),
        shape("Host with a list", "GET /~ HTTP/1.1\r\nHost: example.com,evil.example\r\n\r\n"),
        shape("Host with a space", "GET /~ HTTP/1.1\r\nHost: example.com evil.example\r\n\r\n"),
        shape("Host with a tab", "GET /~ HTTP/1.1\r\nHost: example.com\tevil.example\r\n\r\n"),
        shape("Host with quotes", "GET /~ HTTP/1.1\r\nHost: \"example.com\"\r\n\r\n"),
        shape("Host with a word for a port", "GET /~ HTTP/1.1\r\nHost: example.com:x\r\n\r\n"),
        // What is meant for the next hop only, or for nobody.
        shape(
            "upgrade to h2c",
            GET
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"),
        shape(
            "upgrade to a WebSocket",
            GET
                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"),
        shape(
            "Connection names the client's address",
            GET
                + "X-Forwarded-For: 6.6.6.6\r\nConnection: close, X-Forwarded-For, X-Real-IP\r\n\r\n"),
        shape(
            "TE and Keep-Alive",
            GET + "TE: trailers\r\nKeep-Alive: timeout=900\r\nConnection: TE\r\n\r\n"),
        shape("Expect something", POST + "Expect: 200-ok\r\nContent-Length: 5\r\n\r\nhello"),
        shape(
            "Expect 100-continue, body at once",
            POST + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhello"),
        shape(
            "underscores in a name",
            GET + "X_Forwarded_For: 6.6.6.6\r\nX_Real_IP: 6.6.6.6\r\n\r\n"),
        shape("dots in a name", GET + "X.Forwarded.For: 6.6.6.6\r\n\r\n"),
        shape("PROXY protocol 1", "PROXY TCP4 6.6.6.6 10.0.0.1 5 80\r\n" + GET + END),
        shape(
            "PROXY protocol 2",
            "\r\n\r\n\0\r\nQUIT\n!\u0011\0\f\u0006\u0006\u0006\u0006\n\0\0\u0001\0\u0005\0P"
                + GET
                + END),
        // A second request behind what ends the first.
        shape("request behind HTTP/0.9", "GET /~\r\n" + SMUGGLED),
        shape("request behind a close", GET + "Connection: close\r\n\r\n" + SMUGGLED));
  }

  private static Shape shape(String name, String text) {
    return new Shape(name, text);
  }
}
