using System.Text;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

/// <summary>What all layouts share, and plain lines.</summary>
[Trait(Category.Name, Category.Unit)]
public sealed class CaptionFileTests : IDisposable
{
    private const string Tokens = "a.jpg#0\tone\n";

    private readonly CaptionFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\n  \na.jpg#0\tone\n")]
    [InlineData("image_name| comment_number| comment\na.jpg| 0| one\n")]
    [InlineData("image,caption\na.jpg,one\n")]
    [InlineData("""{"images": [{"split": "train", "filename": "a.jpg", "sentences": [{"raw": "one"}]}]}""")]
    [InlineData("""  {"images": [{"id": 1, "file_name": "a.jpg"}], "annotations": [{"image_id": 1, "caption": "one"}]}""")]
    public void Read_tells_the_layouts_apart(string text)
    {
        string[] paths = [_folder.Write(text), _folder.Write($"\ufeff{text}", "marked"), _folder.WriteCompressed(text)];

        Assert.All(paths, path => Assert.Equal([("a.jpg", "one")], CaptionFolder.Pairs(CaptionFile.Read(path))));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("\n\nA dog runs .\n", 3)]
    [InlineData("[{}]", 1)]
    public void Read_refuses_what_it_cannot_tell_and_says_what_to_call(string text, int? line)
    {
        var path = _folder.Write(text);

        var problem = CaptionFolder.Refused(() => CaptionFile.Read(path, CaptionReading.Lenient));

        Assert.Equal((path, line), (problem.Path, problem.Line));
        Assert.True(line is null || problem.Message.Contains(nameof(CaptionFile.ReadLines), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void UTF16_is_refused_by_name(string encoding)
    {
        var path = _folder.Write(Encoding.GetEncoding(encoding).GetBytes($"\ufeff{Tokens}"));

        var problem = CaptionFolder.Refused(() => CaptionFile.ReadFlickr8k(path, CaptionReading.Lenient));

        Assert.Equal(1, problem.Line);
        Assert.Contains("UTF-16", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var exception = Assert.Throws<FileNotFoundException>(() => CaptionFile.ReadCoco("no-such-file.json"));

        Assert.Contains("no-such-file.json", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_says_to_be_compressed_is_refused()
    {
        var path = _folder.Write(Tokens, "plain.gz");

        var problem = CaptionFolder.Refused(() => CaptionFile.ReadFlickr8k(path));

        Assert.StartsWith("expected gzip", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_is_not_inflated()
    {
        var path = _folder.WriteCompressed(new string(' ', 50_000_000)); // about 50,000 bytes
        var before = GC.GetAllocatedBytesForCurrentThread();

        var problem = CaptionFolder.Refused(() => CaptionFile.ReadLines(path));

        Assert.StartsWith("expected at most", problem.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40_000_000);
    }

    [Fact]
    public void Bytes_that_unpack_to_fifty_times_as_many_are_refused()
    {
        var random = new Random(7);   // one byte in 160 says something
        var path = _folder.WriteCompressed(string.Concat(
            Enumerable.Range(0, 25_000).Select(_ => (char)random.Next('a', 'z') + new string(' ', 159))));
        Assert.InRange(4_000_000 / new FileInfo(path).Length, 50, 99);

        var problem = CaptionFolder.Refused(() => CaptionFile.ReadLines(path));

        Assert.StartsWith("expected at most", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_lines_keep_empty_ones_and_marks_inside()
    {
        var path = _folder.Write("\ufeff\u001c one\u00a0\r\n\r\ufefftwo\u2028\n\n"); // the first mark is the file's

        Assert.Equal(["one", "", "\ufefftwo", ""], CaptionFile.ReadLines(path));
        Assert.Empty(CaptionFile.ReadLines(_folder.Write("")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Another_number_of_rows_is_an_error_with_both_numbers(int rows)
    {
        var path = _folder.Write("one\ntwo\n");

        Assert.Equal(["one", "two"], CaptionFile.ReadLines(path, 2));
        Assert.Equal(
            new(path, null, $"expected as many lines as the {rows} rows of features, found 2; line i must describe image i"),
            CaptionFolder.Refused(() => CaptionFile.ReadLines(path, rows)));
    }

    [Fact]
    public void A_plain_line_that_is_not_UTF8_is_an_error()
    {
        var path = _folder.Write([.. "one\ntwo"u8, 0xff]);

        Assert.Equal(2, CaptionFolder.Refused(() => CaptionFile.ReadLines(path)).Line);
    }

    [Fact]
    public void Lines_of_captions_and_of_images_go_together()
    {
        var path = _folder.Write("one\ntwo\nthree\n");
        var images = _folder.Write("b.jpg\na.jpg\nb.jpg", "images.txt");

        Assert.Equal(
            [new("b.jpg", "one") { Line = 1 }, new("a.jpg", "two") { Line = 2 }, new("b.jpg", "three") { Line = 3 }],
            CaptionFile.ReadLinesWithImages(path, images).Captions);
    }

    [Fact]
    public void Lines_of_captions_and_of_images_that_do_not_go_together_are_errors()
    {
        var path = _folder.Write("one\n\nthree\nfour\n");
        var fewer = _folder.Write("a.jpg\n", "fewer.txt");
        var images = _folder.Write("a.jpg\nb.jpg\n../c.jpg\nd.jpg\n", "images.txt");

        var problem = CaptionFolder.Refused(() => CaptionFile.ReadLinesWithImages(path, fewer, CaptionReading.Lenient));
        var lenient = CaptionFile.ReadLinesWithImages(path, images, CaptionReading.Lenient);

        Assert.Contains($"as many lines as the 1 images of {fewer}, found 4;", problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, CaptionFolder.Refused(() => CaptionFile.ReadLinesWithImages(path, images)).Line);
        Assert.Equal([2, 3], lenient.Problems.Select(found => found.Line));
        Assert.Equal([("a.jpg", "one"), ("d.jpg", "four")], CaptionFolder.Pairs(lenient));
    }
}
