package io.ticklake.archive;

import io.ticklake.component.kafkaslice.Format;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.TypeConverterLoader;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;
import org.jspecify.annotations.Nullable;

/**
 * Lets routes write a format as text: a bean's name or a {@link FormatName}. Camel finds it by
 * {@code META-INF/services}.
 */
public final class FormatConverter implements TypeConverterLoader, CamelContextAware {
  private @Nullable CamelContext context;

  @Override
  public @Nullable CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    context = camelContext;
  }

  @Override
  public void load(TypeConverterRegistry registry) {
    registry.addTypeConverter(
        Format.class,
        String.class,
        new SimpleTypeConverter(false, (type, exchange, value) -> format(value.toString())));
  }

  private Format format(String text) {
    if (FormatName.is(text)) {
      return FormatName.read(text);
    }
    Format bean =
        context == null ? null : context.getRegistry().lookupByNameAndType(text, Format.class);
    if (bean != null) {
      return bean;
    }
    throw new IllegalArgumentException(
        "Format '%s' is neither a bean, such as jsonLinesGzip, nor written like jsonl(gzip:1) or parquet(schemas/trades.json,zstd:3)."
            .formatted(text));
  }
}
