package io.ticklake.ops.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AudienceTest {
  private final Audience audience = new Audience();

  private static final class Seat implements Audience.Viewer {
    private final List<String> seen = new ArrayList<>();
    private boolean behind;
    private boolean dismissed;

    @Override
    public boolean isBehind() {
      return behind;
    }

    @Override
    public void send(String text) {
      seen.add(text);
    }

    @Override
    public void dismiss() {
      dismissed = true;
    }
  }

  @Test
  void everybodyHearsTheSame() {
    Seat one = new Seat();
    Seat two = new Seat();
    audience.admit(one);
    audience.admit(two);

    audience.tell("a");

    assertThat(one.seen).containsExactly("a");
    assertThat(two.seen).containsExactly("a");
  }

  @Test
  void whoIsBehindIsSparedAndThenDismissed() {
    Seat slow = new Seat();
    Seat quick = new Seat();
    audience.admit(slow);
    audience.admit(quick);
    slow.behind = true;

    for (int second = 0; second < 10; second++) {
      assertThat(slow.dismissed).isFalse();
      audience.tell("x");
    }

    assertThat(slow.dismissed).isTrue();
    assertThat(slow.seen).isEmpty();
    assertThat(quick.seen).hasSize(10);
  }

  @Test
  void whoCatchesUpStays() {
    Seat seat = new Seat();
    audience.admit(seat);
    for (int second = 0; second < 30; second++) {
      seat.behind = second % 8 != 0;
      audience.tell("x");
    }

    assertThat(seat.dismissed).isFalse();
    assertThat(seat.seen).hasSize(4);
  }

  @Test
  void aFullHouseTakesNobodyUntilOneLeaves() {
    Seat first = new Seat();
    audience.admit(first);
    int admitted = 1;
    while (audience.admit(new Seat())) {
      admitted++;
    }

    audience.leave(first);

    assertThat(admitted).isEqualTo(16);
    assertThat(audience.admit(new Seat())).isTrue();
    assertThat(audience.admit(new Seat())).isFalse();
  }
}
