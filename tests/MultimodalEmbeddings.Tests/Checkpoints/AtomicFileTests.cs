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
    public void What_a_killed_process_left_is_removed_and_nothing_else()
    {
        string[] others = ["x.backup.tmp", "x.abcdefgh.ijk", "y.abcdefgh.ijk.tmp", "x.ABCDEFGH.ijk.tmp", "xx.abcdefgh.ijk.tmp"];
        Assert.All(others.Append("x.abcdefgh.ij0.tmp"), name => File.WriteAllText(_folder.File(name), "half"));

        AtomicFile.Write(_folder.File("x"), stream => stream.Write("new"u8));

        Assert.Equal(others.Append("x").Order(), Directory.GetFiles(_folder.FullName).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_write_that_goes_on_is_not_taken_for_a_leftover()
    {
        var path = _folder.File("x");

        AtomicFile.Write(path, outer =>
        {
            outer.Write("outer"u8);
            AtomicFile.Write(path, inner => inner.Write("inner"u8));
            Assert.Equal("inner", File.ReadAllText(path));
        });

        Assert.Equal("outer", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void Many_writers_of_one_path_all_succeed()
    {
        var path = _folder.File("x");

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            AtomicFile.Write(path, stream => stream.Write(new byte[1 + i])));

        Assert.InRange(new FileInfo(path).Length, 1, 200);
        Assert.Equal([path], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_not_made() =>
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(_folder.File("no/x"), _ => { }));
}
