using System.Globalization;

namespace MultimodalEmbeddings.Tokenization;

/// <summary>A value for every code point; pages of 256 that hold nothing but the default are shared.</summary>
internal sealed class CodePointTable<T>
{
    private const int PageSize = 256;

    private static readonly T[] EmptyPage = new T[PageSize];

    private readonly T[][] _pages = Enumerable.Repeat(EmptyPage, 0x110000 / PageSize).ToArray();

    public T this[int codePoint]
    {
        get => _pages[codePoint >> 8][codePoint & 0xFF];
        set
        {
            ref var page = ref _pages[codePoint >> 8];
            if (ReferenceEquals(page, EmptyPage))
            {
                page = new T[PageSize];
            }

            page[codePoint & 0xFF] = value;
        }
    }

    /// <summary>Gives <paramref name="value"/> to ranges such as <c>"41-5A 61"</c>.</summary>
    public CodePointTable<T> Fill(string ranges, T value)
    {
        foreach (var range in ranges.Split(' '))
        {
            var (first, last) = ParseRange(range);
            for (var codePoint = first; codePoint <= last; codePoint++)
            {
                this[codePoint] = value;
            }
        }

        return this;
    }

    public static (int First, int Last) ParseRange(string range)
    {
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? (Hex(range), Hex(range)) : (Hex(range.AsSpan(0, dash)), Hex(range.AsSpan(dash + 1)));
    }

    private static int Hex(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
