using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public sealed class ShardedWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_tensor_is_read_from_the_file_that_the_index_names_whatever_its_container()
    {
        WriteShards();

        using var weights = Open("""{"metadata":{"total_size":-7},"weight_map":{"a":"one.bin","b":"two.safetensors"}}""");

        Assert.Equal(["a", "b"], weights.Tensors.Keys.Order());
        Assert.Equal([1f], SafetensorsFileTests.Values(weights.Find("a", [1])));
        Assert.Equal([2f, 2], SafetensorsFileTests.Values(weights.Find("b", [2])));
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"one.bin","c":"two.safetensors"}}""", "c lies in two.safetensors, which does not hold it")]
    [InlineData("""{"weight_map":{"a":"one.bin","b":"three.bin"}}""", "three.bin does not exist")]
    [InlineData("""{"weight_map":{"a":"one.bin","b":"copy.bin"}}""", "a lies in one.bin, but copy.bin holds it too")]
    [InlineData("""{"weight_map":{"a":"one.bin","a":"one.bin"}}""", "Duplicate property")]
    [InlineData("""{"weight_map":{}}""", "names no tensor")]
    [InlineData("""{"weight_map":[]}""", "must hold an object under weight_map")]
    [InlineData("""{"weight_map":{"a":null}}""", "expected text")]
    [InlineData("{}", "must hold an object under weight_map")]
    [InlineData("[]", "where an object is expected")]
    [InlineData("""{"weight_map":{"a":"index.json"}}""", "is not a file of torch.save")]
    public void An_index_that_does_not_fit_its_files_is_refused(string index, string fault)
    {
        WriteShards();
        File.WriteAllBytes(_folder.File("copy.bin"), TinyPickle.Zip(("a", [1], [9]), ("b", [1], [9])));

        var error = Assert.Throws<CheckpointException>(() => Open(index));

        Assert.StartsWith(_folder.FullName, error.FilePath, StringComparison.Ordinal);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../one.bin")]
    [InlineData("inner/../one.bin")]
    [InlineData("/etc/passwd")]
    [InlineData(@"..\\one.bin")]
    [InlineData("C:one.bin")]
    [InlineData("one.bin:stream")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("one.bin\\u0000")]
    public void Only_files_beside_the_index_are_opened(string shard)
    {
        WriteShards();
        Directory.CreateDirectory(_folder.File("inner"));

        var error = Assert.Throws<CheckpointException>(() => Open($$$"""{"weight_map":{"a":"{{{shard}}}"}}"""));

        Assert.Contains("which is no file beside it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refused_and_closed_shards_can_be_replaced()
    {
        WriteShards();
        Assert.Throws<CheckpointException>(() => Open("""{"weight_map":{"a":"one.bin","b":"missing.bin"}}"""));
        Open("""{"weight_map":{"a":"one.bin"}}""").Dispose();

        using var exclusive = new FileStream(_folder.File("one.bin"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.True(exclusive.Length > 0);
    }

    private void WriteShards()
    {
        File.WriteAllBytes(_folder.File("one.bin"), TinyPickle.Zip(("a", [1], [1])));
        SafetensorsWriter.Write(_folder.File("two.safetensors"), [TinyCheckpoint.Filled("b", [2], 2)]);
    }

    private StateDictionary Open(string index)
    {
        File.WriteAllText(_folder.File("index.json"), index);
        return ShardedWeights.Open(_folder.File("index.json"));
    }
}
