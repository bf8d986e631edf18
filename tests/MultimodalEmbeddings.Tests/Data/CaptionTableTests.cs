using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

/// <summary>The two layouts with a header: bars without quoting, commas with it.</summary>
[Trait(Category.Name, Category.Unit)]
public sealed class CaptionTableTests : IDisposable
{
    private const string Bars = "image_name| comment_number| comment\n";
    private const string Commas = "image,caption\n";

    private readonly CaptionFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_two_bars_split_and_quotes_are_characters()
    {
        var path = _folder.Write(Bars + "a.jpg| 0| \"open | closed\" .\n\na.jpg|1|\"She\"\n");

        Assert.Equal(["\"open | closed\" .", "\"She\""], CaptionFile.ReadFlickr30kCsv(path).Texts);
    }

    [Theory]
    [InlineData("a.jpg| 4   A dog", "expected a bar after the image and one after the number, found 'a.jpg | 4   A dog'")]
    [InlineData("a.jpg| four| A dog", "expected a number of the caption, found 'four'")]
    [InlineData("a.jpg| 2| ", "expected a caption, found none")]
    [InlineData("a.jpg| 0| A dog", "expected each caption of 'a.jpg' once, found number 0 again")]
    [InlineData("../a.jpg| 0| A dog", "expected the name of a file in the image folder, found '../a.jpg'")]
    public void A_broken_row_of_bars_is_an_error_or_left_out(string row, string message) =>
        ProblemIsOfLine3($"{Bars}a.jpg| 0| first\n{row}\na.jpg| 9| last\n", message, CaptionFile.ReadFlickr30kCsv);

    [Fact]
    public void Quotes_hold_commas_quotes_and_lines()
    {
        var path = _folder.Write(
            "\"Image\",Caption \r\na.jpg,\"On the left, a \"\"boat\"\"\"\r\n\r\n"
            + "\"b,c.jpg\",\" one\r\n\r\ntwo\"\r\na.jpg,5\" wide\r\nd.jpg,last");

        Assert.Equal(
            [("a.jpg", "On the left, a \"boat\""), ("b,c.jpg", "one\n\ntwo"), ("a.jpg", "5\" wide"), ("d.jpg", "last")],
            CaptionFolder.Pairs(CaptionFile.ReadCsv(path)));
    }

    [Fact]
    public void A_row_has_the_line_on_which_it_begins()
    {
        var captions = CaptionFile.ReadCsv(_folder.Write(Commas + "a.jpg,\"one\ntwo\"\n\na.jpg,three\n"));

        Assert.Equal([2, 5], captions.Captions.Select(caption => caption.Line));
    }

    [Theory]
    [InlineData("a.jpg,one , two", "expected two columns, found 3 in 'a.jpg | one | two'; a caption with a comma needs quotes")]
    [InlineData("a.jpg", "expected two columns, found 1 in 'a.jpg'; a caption with a comma needs quotes")]
    [InlineData("a.jpg,\"one\" two", "expected a comma or the end of the line after a closing quote, found ' '")]
    [InlineData("a.jpg,\"\"", "expected a caption, found none")]
    [InlineData(",A dog", "expected the name of an image, found none")]
    [InlineData("\"../a.jpg\",A dog", "expected the name of a file in the image folder, found '../a.jpg'")]
    public void A_broken_row_of_commas_is_an_error_or_left_out(string row, string message) =>
        ProblemIsOfLine3($"{Commas}a.jpg,first\n{row}\na.jpg,last\n", message, CaptionFile.ReadCsv);

    [Fact]
    public void An_open_quote_takes_the_rest_of_the_file_with_it()
    {
        var path = _folder.Write(Commas + "a.jpg,first\nb.jpg,\"never closed\nb.jpg,lost\n");

        var lenient = CaptionFile.ReadCsv(path, CaptionReading.Lenient);

        Assert.Equal([("a.jpg", "first")], CaptionFolder.Pairs(lenient));
        Assert.Equal([new CaptionProblem(path, 3, "expected a closing quote, found the end of the file")], lenient.Problems);
    }

    [Fact]
    public void A_caption_is_not_taken_for_the_header()
    {
        var bars = _folder.Write("\na.jpg| 0| one\na.jpg| 1| two\n");
        var commas = _folder.Write("a.jpg,one\na.jpg,two\n", "commas");

        Assert.Equal(
            "expected a header that names 'image_name' and 'comment_number' and 'comment', found 'a.jpg | 0 | one'",
            CaptionFolder.Refused(() => CaptionFile.ReadFlickr30kCsv(bars)).Message);
        Assert.Equal(
            "expected a header that names 'image' and 'caption', found 'a.jpg | one'",
            CaptionFolder.Refused(() => CaptionFile.ReadCsv(commas)).Message);
        Assert.Equal(2, Assert.Single(CaptionFile.ReadFlickr30kCsv(bars, CaptionReading.Lenient).Problems).Line);
        Assert.Equal(["two"], CaptionFile.ReadCsv(commas, CaptionReading.Lenient).Texts);
    }

    [Fact]
    public void An_empty_table_lacks_its_header()
    {
        var path = _folder.Write("");

        Assert.Equal(
            new CaptionProblem(path, 1, "expected a header that names 'image' and 'caption', found nothing"),
            CaptionFolder.Refused(() => CaptionFile.ReadCsv(path)));
        Assert.Empty(CaptionFile.ReadCsv(_folder.Write(Commas)).Captions);
    }

    private void ProblemIsOfLine3(string text, string message, Func<string, CaptionReading, CaptionSet> read)
    {
        var path = _folder.Write(text);
        var problem = new CaptionProblem(path, 3, message);

        var lenient = read(path, CaptionReading.Lenient);

        Assert.Equal(problem, CaptionFolder.Refused(() => read(path, CaptionReading.Strict)));
        Assert.Equal([problem], lenient.Problems);
        Assert.Equal(["first", "last"], lenient.Texts);
    }
}
