using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public class PickledTreeTests
{
    private static readonly PickledTensor Tensor =
        new(new PickledStorage("0", ElementType.Float32, 0, 1), ElementType.Float32, 0, [], []);

    [Fact]
    public void Names_are_joined_by_dots() => Assert.Equal(
        ["a.b", "c"], Flatten(Dictionary(("a", Dictionary(("b", Tensor))), ("c", Tensor), ("d", 1L))).Keys.Order());

    [Fact]
    public void A_dictionary_in_itself_or_in_two_places_is_refused()
    {
        var self = Dictionary(("t", Tensor));
        Assert.True(self.TrySet("self", self));
        var shared = Dictionary(("t", Tensor));

        Assert.Contains("in itself or twice", Refusal(self), StringComparison.Ordinal);
        Assert.Contains("in itself or twice", Refusal(Dictionary(("a", shared), ("b", shared))), StringComparison.Ordinal);
    }

    [Fact]
    public void Dictionaries_may_be_eight_deep()
    {
        var deep = Dictionary(("t", Tensor));
        for (var depth = 1; depth < 8; depth++)
        {
            deep = Dictionary(("d", deep));
        }

        Assert.Equal("d.d.d.d.d.d.d.t", Assert.Single(Flatten(deep)).Key);
        Assert.Contains("more than 8 deep", Refusal(Dictionary(("d", deep))), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_tensors_under_one_name_are_refused() => Assert.Contains(
        "holds a.b twice", Refusal(Dictionary(("a.b", Tensor), ("a", Dictionary(("b", Tensor))))), StringComparison.Ordinal);

    [Fact]
    public void What_holds_no_tensor_is_refused()
    {
        Assert.Contains("holds no tensors", Refusal(null), StringComparison.Ordinal);
        Assert.Contains("holds no tensors", Refusal(Tensor), StringComparison.Ordinal);
        Assert.Contains("holds no tensors", Refusal(Dictionary(("l", new List<object?> { Tensor }))), StringComparison.Ordinal);
    }

    private static PickleDictionary Dictionary(params (string Key, object? Value)[] entries)
    {
        var dictionary = new PickleDictionary();
        Assert.True(dictionary.TrySetAll([.. entries.SelectMany(entry => new[] { entry.Key, entry.Value })]));
        return dictionary;
    }

    private static Dictionary<string, PickledTensor> Flatten(object? root) => PickledTree.Flatten("weights.bin", root);

    private static string Refusal(object? root) => Assert.Throws<CheckpointException>(() => Flatten(root)).Message;
}
