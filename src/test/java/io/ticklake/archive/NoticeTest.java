package io.ticklake.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticklake.component.kafkaslice.Slice;
import io.ticklake.component.kafkaslice.SliceObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ONE = "bars/timespan=day/dt=2026-11-20/a.parquet";
  private static final String TWO = "bars/timespan=day/dt=2026-11-21/a.parquet";

  private final Notices perSlice = new Notices("lake", NotifyPer.SLICE);
  private final Notices perObject = new Notices("lake", NotifyPer.OBJECT);

  @Test
  void tellsProgramsAllAboutASlice() throws Exception {
    Notice notice = perSlice.of(Slices.durable(Slices.withKeys(ONE, TWO)), "archive-bars").get(0);

    assertThat(JSON.readTree(NoticeText.of(notice).json()))
        .isEqualTo(
            JSON.readTree(
                """
                {"id":"0a1b2c3d-claim","archive":"archive-bars","zone":"bars","topic":"market.bars.v1","partition":3,
                 "first_offset":1200,"last_offset":1999,"sealed_at":"2026-11-20T21:05:06.789Z","part":1,"parts":1,
                 "records":800,"bytes":104,"objects":[
                  {"uri":"s3://lake/bars/timespan=day/dt=2026-11-20/a.parquet","key":"bars/timespan=day/dt=2026-11-20/a.parquet",
                   "records":400,"bytes":52,"etag":"\\"etag-of-it\\""},
                  {"uri":"s3://lake/bars/timespan=day/dt=2026-11-21/a.parquet","key":"bars/timespan=day/dt=2026-11-21/a.parquet",
                   "records":400,"bytes":52,"etag":"\\"etag-of-it\\""}]}"""));
  }

  @Test
  void tellsPeopleWhatLandedWhereAndHowToLookAtIt() throws Exception {
    Notice notice = perSlice.of(Slices.durable(Slices.withKeys(ONE, TWO)), "archive-bars").get(0);

    JsonNode message = JSON.readTree(NoticeText.of(notice).message());

    assertThat(message.get("default").asText()).isEqualTo(NoticeText.of(notice).json());
    assertThat(message.get("email").asText())
        .isEqualTo(
            """
            800 records landed in zone bars.

            From     topic market.bars.v1, partition 3
            Offsets  1200 to 1999
            Sealed   2026-11-20 21:05:06 UTC, by route archive-bars
            Objects  2, 104 bytes

            s3://lake/bars/timespan=day/dt=2026-11-20/a.parquet
                400 records, 52 bytes
            s3://lake/bars/timespan=day/dt=2026-11-21/a.parquet
                400 records, 52 bytes

            To look at the first:
                aws s3 cp s3://lake/bars/timespan=day/dt=2026-11-20/a.parquet .

            Notice   0a1b2c3d-claim
            The same notice may come again after a fault; it then has the same id.
            """);
  }

  @Test
  void showsHowToReadCompressedText() {
    Slice slice = Slices.durable(Slices.withKeys("raw/dt=x/a.jsonl.gz"));

    assertThat(NoticeEmail.text(perSlice.of(slice, "archive-raw").get(0)))
        .contains("aws s3 cp s3://lake/raw/dt=x/a.jsonl.gz - | gunzip | head");
  }

  @Test
  void repeatsTheSameIdsForTheSameSlice() {
    Slice slice = Slices.durable(Slices.withKeys(ONE, TWO));

    assertThat(perObject.of(slice, "archive-bars"))
        .extracting(Notice::id)
        .containsExactly("0a1b2c3d-claim/" + ONE, "0a1b2c3d-claim/" + TWO);
    assertThat(perObject.of(slice, "archive-bars")).isEqualTo(perObject.of(slice, "archive-bars"));
  }

  @Test
  void splitsWhatIsTooLongForSnsAndLosesNoObject() {
    Slice slice = Slices.durable(Slices.of(1000));

    List<Notice> notices = perSlice.of(slice, "archive-bars");

    assertThat(notices).hasSizeGreaterThan(1).extracting(Notice::id).doesNotHaveDuplicates();
    assertThat(notices)
        .allSatisfy(
            notice ->
                assertThat(NoticeText.of(notice).message().getBytes(UTF_8).length)
                    .isLessThan(262_144 - 1_000));
    assertThat(notices.stream().flatMap(n -> n.objects().stream()).map(SliceObject::key).toList())
        .isEqualTo(slice.objects().stream().map(SliceObject::key).toList());
    assertThat(notices.get(1).part()).isEqualTo(2);
    assertThat(notices.get(1).parts()).isEqualTo(notices.size());
  }

  @Test
  void aSubjectIsShortAscii() {
    Slice slice = Slices.durable(Slices.withKeys("börse" + "x".repeat(200) + "/a.csv"));

    assertThat(NoticeText.of(perSlice.of(slice, "r").get(0)).subject())
        .hasSize(100)
        .startsWith("ticklake: b?rse")
        .matches("[\\x20-\\x7e]+");
    assertThat(
            NoticeText.of(perSlice.of(Slices.durable(Slices.withKeys(ONE)), "r").get(0)).subject())
        .isEqualTo("ticklake: bars: 400 records in 1 object of market.bars.v1-3[1200..1999]");
  }

  @Test
  void isNeverMadeOfObjectsThatAreNotDurable() {
    assertThatThrownBy(() -> perSlice.of(Slices.withKeys(ONE), "archive-bars"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not durable")
        .hasMessageContaining(ONE);
  }

  @Test
  void aSliceOfPoisonOnlyHasNothingToTell() {
    assertThat(perSlice.of(Slices.withKeys(), "archive-bars")).isEmpty();
    assertThat(perObject.of(Slices.withKeys(), "archive-bars")).isEmpty();
  }
}
