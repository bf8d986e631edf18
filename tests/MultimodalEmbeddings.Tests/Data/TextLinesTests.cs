using System.IO.Compression;
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
