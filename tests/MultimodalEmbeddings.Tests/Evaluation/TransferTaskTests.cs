using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

[Trait(Category.Name, Category.Unit)]
public class TransferTaskTests
{
    private static readonly TransferSample[] Train = [new("a", 0), new("b", 1), new("c", 2)];

    [Fact]
    public void Labels_give_the_number_of_classes()
    {
        var task = new TransferTask("toy", Train, test: [new("d", 1)], dev: [new("e", 2)]);

        Assert.Equal(3, task.Classes);
        Assert.False(task.HasPairs);
        Assert.Equal([new("d", 1)], task.Test!);
        Assert.Equal([new("e", 2)], task.Dev!);
        Assert.Null(new TransferTask("toy", Train).Test);
    }

    [Fact]
    public void A_task_does_not_change_with_the_list_it_was_made_of()
    {
        var samples = Train.ToList();
        var task = new TransferTask("toy", samples);
        samples.Clear();

        Assert.Equal(Train, task.Train);
    }

    [Fact]
    public void A_missing_label_is_named()
    {
        Refused("no sample with label 1", () => new TransferTask("toy", [new("a", 0), new("b", 2)]));
        Refused("no sample with label 0", () => new TransferTask("toy", [new("a", 1), new("b", 2)]));
        Refused("no sample with label 1", () => new TransferTask("toy", [new("a", 0)]));
        Refused("test part of task toy has label 3", () => new TransferTask("toy", Train, test: [new("a", 3)]));
        Refused("dev part of task toy has label 4", () => new TransferTask("toy", Train, test: Train, dev: [new("a", 4)]));
    }

    [Fact]
    public void A_malformed_sample_is_named()
    {
        Refused("Sample 1 of the training part of task toy is null", () => new TransferTask("toy", [new("a", 0), null!]));
        Refused("Sample 0 of the training part of task toy is null", () => new TransferTask("toy", [null!]));
        Refused("Sample 1 of the training part", () => new TransferTask("toy", [new("a", 0), new(null!, 1)]));
        Refused("Sample 1 of the training part", () => new TransferTask("toy", [new("a", 0), new("b", -1)]));
        Refused("it needs a sentence and a label", () => new TransferTask("toy", [new("a", 0), new("b", "c", 1)]));
        TransferSample[] pairs = [new("a", "b", 0), new("b", "c", 1)];
        Refused("it needs two sentences and a label", () => new TransferTask("toy", pairs, test: Train));
    }

    [Fact]
    public void Empty_parts_are_refused_and_a_dev_part_without_a_test_part()
    {
        Refused("training part of task toy is empty", () => new TransferTask("toy", []));
        Refused("test part of task toy is empty", () => new TransferTask("toy", Train, test: []));
        Refused("dev part of task toy is empty", () => new TransferTask("toy", Train, test: Train, dev: []));
        Refused("needs both or no dev part", () => new TransferTask("toy", Train, dev: Train));
        Assert.Throws<ArgumentException>(() => new TransferTask(" ", Train));
    }

    private static void Refused(string message, Func<TransferTask> make) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(make).Message, StringComparison.Ordinal);
}
