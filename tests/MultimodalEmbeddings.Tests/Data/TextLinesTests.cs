using System.IO.Compression;
using System.Text;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

[Trait(Category.Name, Category.Unit)]
public class TextLinesTests
{
    private const string Text = "  A dog runs .\n\n\tEin Hund läuft.\r\nlast";

    [Fact]
    public void Lines_are_trimmed_and_empty_ones_kept()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("text.txt"), Text);

        Assert.Equal(["A dog runs .", "", "Ein Hund läuft.", "last"], TextLines.Read(folder.File("text.txt")));
    }

    [Fact]
    public void Compressed_files_read_the_same()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new StreamWriter(new GZipStream(File.Create(folder.File("text.txt.gz")), CompressionLevel.Fastest)))
        {
            writer.Write(Text);
        }

        Assert.Equal(4, TextLines.Read(folder.File("text.txt.gz")).Count());
    }

    // Python: [line.strip() for line in open(path)], but for the mark.
    [Theory]
    [InlineData("a\u001C\n\u001D\u001Eb\u001F \n\u0085c\u0085\n\u00A0\u2028d\u3000", "a|b|c|d")]
    [InlineData("a\vb\fc\u0085d\u2028e\u001Cf", "a\vb\fc\u0085d\u2028e\u001Cf")]   // no end of a line is among these
    [InlineData("a\rb\r\nc\n\rd\r", "a|b|c||d")]
    [InlineData("\uFEFFa\uFEFF\n\uFEFFb", "a\uFEFF|\uFEFFb")]
    [InlineData("\uFEFF", "")]
    [InlineData("\u200Ba\u180E\n\U0001F600\u00EF\u00BB\u00BF", "\u200Ba\u180E|\U0001F600\u00EF\u00BB\u00BF")]
    public void Lines_and_white_space_are_pythons_and_a_byte_order_mark_is_left_out(string text, string lines)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("text.txt"), Encoding.UTF8.GetBytes(text));

        Assert.Equal(lines.Split('|'), TextLines.Read(folder.File("text.txt")));
    }

    [Fact]
    public void An_empty_file_has_no_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("text.txt"), "");

        Assert.Empty(TextLines.Read(folder.File("text.txt")));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', 0xC3, (byte)'\n' }, 3)]   // a letter's first byte without its second
    [InlineData(new byte[] { 0xE9 }, 3)]                           // Latin-1
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, 3)]               // a surrogate
    [InlineData(new byte[] { (byte)'a', (byte)'\n', 0xC0, 0x80 }, 4)]
    public void A_line_that_is_not_utf_8_is_named_behind_those_that_are(byte[] bytes, int number)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("text.txt"), [.. Encoding.UTF8.GetBytes("\u00E9\nb\n"), .. bytes]);

        var lines = new List<string>();
        var exception = Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var line in TextLines.Read(folder.File("text.txt")))
            {
                lines.Add(line);
            }
        });

        Assert.Contains($"text.txt, line {number}: expected UTF-8", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["\u00E9", "b"], lines.Take(2));
        Assert.Equal(number - 1, lines.Count);
    }

    [Fact]
    public void A_file_of_utf_16_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("text.txt"), Text, Encoding.Unicode);

        Assert.Throws<InvalidDataException>(() => TextLines.Read(folder.File("text.txt")).Count());
    }

    [Fact]
    public void A_missing_file_is_named_at_once()
    {
        var exception = Assert.Throws<FileNotFoundException>(() => TextLines.Read("no-such-file.txt"));

        Assert.Contains("no-such-file.txt", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_compressed_but_says_so_is_an_error()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("text.txt.gz"), Text);

        Assert.Throws<InvalidDataException>(() => TextLines.Read(folder.File("text.txt.gz")).Count());
    }
}
