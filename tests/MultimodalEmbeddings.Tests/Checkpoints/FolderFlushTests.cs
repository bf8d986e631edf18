using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public class FolderFlushTests
{
    [Fact]
    public void A_folder_is_flushed_as_often_as_one_likes()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a"), "b");

        for (var i = 0; i < 2000; i++) // more than a process may have open
        {
            FolderFlush.ToDisk(folder.FullName);
        }

        Assert.Equal("b", File.ReadAllText(folder.File("a")));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps names in a journal; nothing is opened.");

        var exception = Assert.Throws<IOException>(() => FolderFlush.ToDisk("/no/such folder"));

        Assert.Equal("The folder /no/such folder could not be opened: No such file or directory.", exception.Message);
    }
}
