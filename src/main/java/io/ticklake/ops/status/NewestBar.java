package io.ticklake.ops.status;

import io.ticklake.model.Answer;
import io.ticklake.model.LandedObject;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The newest trading day in the lake, from whatever tells of it. */
final class NewestBar {
  // Days of the zone raw are of fetching, not of trading.
  private static final Pattern DAY = Pattern.compile("^(?!raw/).*/dt=(\\d{4}-\\d\\d-\\d\\d)/");
  private static final String COLUMN = "latest_trade_date";

  private NewestBar() {}

  /**
   * The newest day that is known.
   *
   * @param landed objects of this process
   * @param freshness the last answer of the query of this name, which sees those before, too
   */
  static Optional<String> of(List<LandedObject> landed, Optional<Answer> freshness) {
    Stream<String> days =
        landed.stream()
            .map(object -> DAY.matcher(object.key()))
            .filter(Matcher::find)
            .map(matcher -> matcher.group(1));
    return Stream.concat(days, freshness.stream().flatMap(NewestBar::answered))
        .max(Comparator.naturalOrder());
  }

  private static Stream<String> answered(Answer answer) {
    int column = answer.indexOf(COLUMN);
    return column < 0
        ? Stream.of()
        : answer.rows().stream().map(row -> row.get(column)).filter(Objects::nonNull);
  }
}
