package io.ticklake.faults;

import io.ticklake.ingest.faulty.Act;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

/** What can happen to a request to the market and its answer. */
enum MarketFault {
  TOO_MANY_REQUESTS {
    @Override
    Act of(Act answer, Random random) {
      return Act.answer(
              429, "{\"status\":\"ERROR\",\"error\":\"You've exceeded the maximum requests\"}")
          .with("Retry-After", "1");
    }
  },
  /** The program waits for a minute then. */
  TOO_MANY_WITHOUT_A_TIME {
    @Override
    Act of(Act answer, Random random) {
      return Act.answer(429, "{\"status\":\"ERROR\"}");
    }
  },
  SERVER_ERROR {
    @Override
    Act of(Act answer, Random random) {
      return Act.answer(500 + random.nextInt(5), "<html><body>Bad day</body></html>");
    }
  },
  RESET {
    @Override
    Act of(Act answer, Random random) {
      return Act.reset();
    }
  },
  HANG_UP {
    @Override
    Act of(Act answer, Random random) {
      return Act.hangUp();
    }
  },
  RESET_WITHIN {
    @Override
    Act of(Act answer, Random random) {
      return answer.cutAfter(random.nextInt(answer.body().length), Act.End.RESET);
    }
  },
  CUT_OFF {
    @Override
    Act of(Act answer, Random random) {
      return answer.cutAfter(random.nextInt(answer.body().length), Act.End.CLOSE);
    }
  },
  /** The length says that the part is the whole. */
  SHORTENED {
    @Override
    Act of(Act answer, Random random) {
      int length = random.nextInt(answer.body().length);
      return answer.announcing(length).cutAfter(length, Act.End.CLOSE);
    }
  },
  DAMAGED {
    @Override
    Act of(Act answer, Random random) {
      return answer.gzipped().damagedAt(20 + random.nextInt(100));
    }
  },
  NOT_JSON {
    @Override
    Act of(Act answer, Random random) {
      return Act.bytes(200, "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8));
    }
  },
  EMPTY {
    @Override
    Act of(Act answer, Random random) {
      return Act.ok("");
    }
  },
  LATE {
    @Override
    Act of(Act answer, Random random) {
      return answer.late(Duration.ofMillis(200 + random.nextInt(1_300)));
    }
  };

  /** What the client gets instead of the answer. */
  abstract Act of(Act answer, Random random);

  /** Whether the client gets the answer after all. */
  boolean isHarmless() {
    return this == LATE;
  }
}
