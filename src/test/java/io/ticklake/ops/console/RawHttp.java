package io.ticklake.ops.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;

/**
 * HTTP as written: the JDK's client forbids headers and tidies paths that an attacker would send.
 */
public final class RawHttp {
  private final int port;

  public RawHttp(int port) {
    this.port = port;
  }

  /** Status, headers and body of an answer. */
  public record Answer(int status, String head, String body) {
    public boolean has(String header) {
      return head.toLowerCase(java.util.Locale.ROOT)
          .contains("\r\n" + header.toLowerCase(java.util.Locale.ROOT));
    }
  }

  public Answer get(String path, String... headers) throws IOException {
    return send("GET", path, "", headers);
  }

  public Answer post(String path, String body, String... headers) throws IOException {
    return send("POST", path, body, headers);
  }

  public Answer send(String method, String path, String body, String... headers)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      // Answers come at once or not at all.
      socket.setSoTimeout(10_000);
      StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
      List<String> all = List.of(headers);
      if (all.stream().noneMatch(header -> header.startsWith("Host:"))) {
        request.append("Host: 127.0.0.1:").append(port).append("\r\n");
      }
      all.forEach(header -> request.append(header).append("\r\n"));
      byte[] bytes = body.getBytes(UTF_8);
      request.append("Connection: close\r\nContent-Length: ").append(bytes.length);
      socket.getOutputStream().write(request.append("\r\n\r\n").toString().getBytes(UTF_8));
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      String text = new String(socket.getInputStream().readAllBytes(), UTF_8);
      int end = text.indexOf("\r\n\r\n");
      return new Answer(
          Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
    }
  }
}
