using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_old_content_stays_until_the_new_one_is_complete()
    {
        var path = _folder.File("x");
        File.WriteAllText(path, "old");

        AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(path));
        });

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        var path = _folder.File("x");
        File.WriteAllText(path, "old");

        Assert.Throws<TimeZoneNotFoundException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new TimeZoneNotFoundException();
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_not_made() =>
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(_folder.File("no/x"), _ => { }));
}
